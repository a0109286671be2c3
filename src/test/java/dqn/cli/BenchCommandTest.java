package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
    private static JsonNode json(String... arguments) {
        Result result = CommandLines.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return new JsonMapper().readTree(result.out());
    }

    @ParameterizedTest
    @CsvSource({"onednn", "dl4j"})
    void tellsHowLongAnUpdateTakes(String backend) {
        JsonNode document = json("bench", "update", "--backend", backend, "--batch", "2", "--seconds", "0.1", "--json");

        assertThat(document.propertyNames())
                .containsExactly("backend", "precision", "threads", "batch", "update_ms", "compile_ms", "native_mb");
        assertThat(document.get("backend").asString()).isEqualTo(backend);
        assertThat(document.get("batch").asInt()).isEqualTo(2);
        assertThat(document.get("native_mb").asDouble()).isGreaterThan(13); // two times 1.7 million floats
        assertOrdered(document.get("update_ms"));
    }

    @Test
    void tellsHowLongAnActionTakes() {
        JsonNode document = json("bench", "act", "--padding", "same", "--seconds", "0.1", "--json");

        assertThat(document.propertyNames()).containsExactly("backend", "precision", "threads", "act_ms");
        assertThat(document.get("precision").asString()).isEqualTo("float32");
        assertOrdered(document.get("act_ms"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open_invaders", "pong"})
    void tellsHowFastOneGameIsPlayedBesideTheBareEmulator(String game) {
        CommandLines.assumeRom(game);
        JsonNode document = json("bench", "env", "--game", game, "--seconds", "0.5", "--json");

        assertThat(document.propertyNames())
                .containsExactly("game", "envs", "threads", "agent_steps_per_s", "bare_steps_per_s", "of_bare");
        assertThat(document.get("threads").asInt()).isEqualTo(1);
        assertThat(document.get("of_bare").asDouble()).isPositive();
        assertOrdered(document.get("agent_steps_per_s"));
        assertOrdered(document.get("bare_steps_per_s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open_invaders", "pong"})
    void tellsHowFastSeveralGamesArePlayed(String game) {
        CommandLines.assumeRom(game);
        String[] several = {"bench", "env", "--game", game, "--envs", "3", "--threads", "2", "--seconds", "0.5"};
        JsonNode document =
                json(Stream.concat(Stream.of(several), Stream.of("--json")).toArray(String[]::new));

        assertThat(document.propertyNames()).containsExactly("game", "envs", "threads", "agent_steps_per_s");
        assertThat(document.get("envs").asInt()).isEqualTo(3);
        assertOrdered(document.get("agent_steps_per_s"));
        assertThat(CommandLines.run(several).out())
                .contains("3 games on 2 threads: ")
                .contains(" agent steps/s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open_invaders", "pong"})
    void tellsWhatAReplayTakes(String game) {
        CommandLines.assumeRom(game);
        JsonNode document =
                json("bench", "replay", "--game", game, "--transitions", "2000", "--seconds", "0.1", "--json");

        assertThat(document.propertyNames()).contains("game", "transitions", "bytes_per_transition", "sample_ms");
        assertThat(document.get("transitions").asLong()).isEqualTo(2_000);
        assertThat(document.get("bytes_per_transition").asDouble()).isBetween(50.0, 600.0);
        assertOrdered(document.get("sample_ms"));
    }

    /** One that acts and learns by turns stays so. */
    @Test
    void tellsHowFastAPresetTrains() {
        JsonNode document =
                json("bench", "train", "--game", "open_invaders", "--preset", "ram-mlp", "--seconds", "0.5", "--json");

        assertThat(document.get("pipeline").asBoolean()).isFalse();
        assertOrdered(document.get("agent_steps_per_s"));
        assertOrdered(document.get("checkpoint_pause_ms"));
    }

    @ParameterizedTest
    @CsvSource({"--transitions 0, --transitions must be at least 1", "--seconds 0, --seconds must be above 0"})
    void refusesAReplayThatCannotBe(String options, String message) {
        Result result = CommandLines.run(("bench replay " + options).split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    private static void assertOrdered(JsonNode timing) {
        assertThat(timing.get("min").asDouble()).isPositive();
        assertThat(timing.get("median").asDouble())
                .isGreaterThanOrEqualTo(timing.get("min").asDouble());
        assertThat(timing.get("max").asDouble())
                .isGreaterThanOrEqualTo(timing.get("median").asDouble());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update --batch 0 | agent.update.batch must be from 1",
                "update --batch 100000 | agent.update.batch must not be above",
                "replay --game open_invaders --transitions 2 --set agent.nStep=3 | no transition of 3 steps is complete",
                "update --padding odd | network.padding must be same or valid",
                "update --backend cuda | compute.backend must be auto or onednn or dl4j",
                "update --seconds 0 | --seconds must be above 0",
                "update --backend dl4j --precision bf16 | The dl4j backend computes in float32 only",
                "env --game open_invaders --seconds 4000 | --seconds must be above 0 and at most 3600, not 4000.0.",
                "env --envs 0 | environment.envs must be from 1 to 1024",
                "env --threads none | compute.threads must be",
                "env --game space_invader | space_invaders",
                "train --game open_invaders --set agent.randomActions=30 | agent.randomActions must"
            })
    void refusesWhatCannotBe(String options, String message) {
        Result result = CommandLines.run(("bench " + options).split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message);
        assertThat(result.out()).isEmpty();
    }
}

package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import dqn.cli.Finding.Level;
import dqn.core.DqnException;
import dqn.core.ObservationSpec;
import dqn.network.NetworkSpec;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    @TempDir
    private Path temporary;

    private static List<String> whats(Result result) {
        return result.out().lines().map(line -> line.split("\\s+", -1)[1]).toList();
    }

    @Test
    void findsThatATrainingWouldWork() {
        CommandLines.assumeRom("space_invaders");
        Result result = CommandLines.run("doctor", "--game", "space_invaders", "--preset", "dopamine", "--json");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        JsonNode document = new JsonMapper().readTree(result.out());
        assertThat(document.get("well").asBoolean()).isTrue();
        assertThat(document.get("findings")
                        .valueStream()
                        .map(finding -> finding.get("what").asString()))
                .containsExactly(
                        "java", "processor", "emulator", "models", "engine", "ROMs", "memory", "disk", "speed");
        assertThat(document.get("findings").get(5).get("text").asString()).endsWith("space_invaders among them");
        assertThat(document.get("findings").get(8).get("text").asString())
                .matches("[0-9]+ agent steps/s \\([0-9]+ to [0-9]+\\) by the Nature network; .* are usual.*");
    }

    @Test
    void saysWhatToDoWhereTheRomIsMissing() throws IOException {
        Path wrong = Files.writeString(temporary.resolve("pong.bin"), "no ROM");
        Result result = CommandLines.run("doctor", "--game", "pong", "--rom", wrong.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(whats(result)).containsExactly("java", "processor", "emulator", "models", "engine", "ROMs");
        assertThat(result.out().lines().toList().get(5))
                .startsWith("fail  ROMs ")
                .contains(": name a file that holds");
    }

    @Test
    void saysHowMuchReplayWouldFit() {
        CommandLines.assumeRom("pong");
        Result result = CommandLines.run(
                "doctor",
                "--game=pong",
                "--set=replay.capacity=100_000_000_000",
                "--set=budget={agentSteps: 100_000_000_000}");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(whats(result)).endsWith("ROMs", "memory", "disk");
        assertThat(result.out()).containsPattern("fail  memory .* set replay.capacity to at most [0-9]+");
    }

    @Test
    void looksForRoomOnTheDisk() throws IOException {
        Path runs = temporary.resolve("not/yet/there");
        Finding enough = room(runs, "replay.capacity=20_000").look();
        assertThat(enough.level()).as(enough.text()).isNotEqualTo(Level.FAIL);
        assertThat(enough.text()).contains(" free for " + runs).doesNotContain("make room");
        String endless = "budget={agentSteps: 1_000_000_000_000_000}";
        Finding none =
                room(runs, "replay.capacity=1_000_000_000_000_000", endless).look();
        assertThat(none.level()).isEqualTo(Level.FAIL);
        assertThat(none.text()).endsWith("make room, choose another disk by --run, or a smaller --replay.");
    }

    private static DiskRoom room(Path runs, String... settings) {
        RunConfig config = new ConfigLoader().resolvePreset("dopamine", List.of(settings));
        NetworkSpec nature = NetworkSpec.of(
                config.network(),
                new ObservationSpec(4, 84, 84),
                config.observation().scale(),
                6,
                1,
                false);
        return new DiskRoom(config, Optional.of(nature), runs);
    }

    @Test
    void anErrorIsAFindingToo() {
        Finding said = Finding.of("x", () -> {
            throw new DqnException("There is no y: make one.");
        });
        assertThat(said).isEqualTo(new Finding(Level.FAIL, "x", "There is no y: make one."));
        Finding unforeseen = Finding.of("x", () -> {
            throw new IllegalStateException("z");
        });
        assertThat(unforeseen.level()).isEqualTo(Level.FAIL);
        assertThat(unforeseen.text()).contains("IllegalStateException: z", "bug report");
    }
}

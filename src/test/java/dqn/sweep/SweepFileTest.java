package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepFileTest {
    private static final String BASIC = "games: [catch]\nseeds: 1..3\n";

    @TempDir
    private Path temporary;

    private SweepConfig read(String text) throws Exception {
        return SweepFile.read(Files.writeString(temporary.resolve("sweep.yaml"), text));
    }

    @Test
    void readsEveryKey() throws Exception {
        SweepConfig sweep = read("""
                games: [catch, pong]
                seeds: [1..3, 10]
                preset: nature
                frames: 900_000
                search: {asha: {samples: 27, seed: 4, from: sobol, rungs: 3, eta: 3}}
                parameters:
                  agent.nStep: [1, 3]
                  agent.optimizer: [{adam: {learningRate: 1e-4}}, {sgd: {learningRate: 1e-3, momentum: 0.9}}]
                  agent.discount: {from: 0.9, to: 0.999}
                objective: {window: 100_000}
                slots: 2
                threadsPerTrial: auto
                """);

        assertThat(sweep.games()).containsExactly("catch", "pong");
        assertThat(sweep.seeds()).containsExactly(1L, 2L, 3L, 10L);
        assertThat(sweep.preset()).contains("nature");
        assertThat(sweep.frames()).hasValue(900_000);
        assertThat(sweep.sampling()).isEqualTo(new Sampling.Drawn(Sampling.Source.SOBOL, 27, 4));
        assertThat(sweep.halving()).isEqualTo(new Halving(3, 3));
        assertThat(sweep.halving().lengths(900_000)).containsExactly(100_000L, 300_000L, 900_000L);
        assertThat(sweep.parameters())
                .containsExactly(
                        new Parameter.Choice("agent.nStep", List.of("1", "3")),
                        new Parameter.Choice(
                                "agent.optimizer",
                                List.of("{adam: {learningRate: 1e-4}}", "{sgd: {learningRate: 1e-3, momentum: 0.9}}")),
                        new Parameter.Range("agent.discount", 0.9, 0.999, false, false));
        assertThat(sweep.objective()).isEqualTo(new Objective(Objective.Kind.WINDOW, 100_000));
        assertThat(sweep.slots()).hasValue(2);
        assertThat(sweep.threads()).isEmpty();
    }

    @Test
    void hasAnAnswerForWhatIsNotSaid() throws Exception {
        SweepConfig sweep = read(BASIC);

        assertThat(sweep.sampling()).isEqualTo(new Sampling.Grid());
        assertThat(sweep.halving()).isEqualTo(Halving.NONE);
        assertThat(sweep.objective()).isEqualTo(Objective.USUAL);
        assertThat(sweep.parameters()).isEmpty();
        assertThat(read(BASIC + "objective: evaluation").objective().kind()).isEqualTo(Objective.Kind.EVALUATION);
    }

    @Test
    void rungsComeFromTheShortestLengthToo() throws Exception {
        SweepConfig sweep = read(
                BASIC + "frames: 1000\nsearch: {asha: {samples: 27, minFrames: 30, eta: 3}}\nparameters: {a: [1, 2]}");

        assertThat(sweep.halving().lengths(1000)).containsExactly(37L, 111L, 333L, 1000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sweep.yaml:3: unknown key paramters: did you mean parameters? | paramters: {a: [1]}",
                "sweep.yaml:3: unknown key search.asha.sample: did you mean search.asha.samples? | search: {asha: {sample: 3}}",
                "sweep.yaml:3: search must be grid, {random: {samples: 20}} | search: best",
                "sweep.yaml:3: search must have exactly one of random, sobol, asha | search: {}",
                "sweep.yaml:3: search.random.samples is missing | search: {random: {seed: 1}}",
                "sweep.yaml:3: search.random.samples must be from 1 to 100000 | search: {random: {samples: 0}}",
                "sweep.yaml:3: search.asha.from must be random or sobol, not grid | search: {asha: {samples: 3, from: grid}}",
                "frames must be given with asha | search: {asha: {samples: 3}}",
                "sweep.yaml:3: parameters must not have seed: name them under seeds | parameters: {seed: [1]}",
                "sweep.yaml:3: parameters must not have game: name them under games | parameters: {game: [pong]}",
                "sweep.yaml:3: parameters.a must be a list of values | parameters: {a: 1}",
                "sweep.yaml:3: parameters.a.to is missing | parameters: {a: {from: 1}}",
                "sweep.yaml:3: parameters.a.to must be above from | parameters: {a: {from: 1, to: 0}}",
                "sweep.yaml:3: parameters.a.to is too far from from | parameters: {a: {from: -1e308, to: 1e308}}",
                "sweep.yaml:3: parameters.a.to is too far from from | parameters: {a: {from: 1e-300, to: 1e300, scale: log}}",
                "sweep.yaml:3: parameters.a.scale must be linear or log | parameters: {a: {from: 1, to: 2, scale: big}}",
                "sweep.yaml:3: parameters.a names a value twice | parameters: {a: [1, 1]}",
                "sweep.yaml:3: parameters.a must have a value at least | parameters: {a: []}",
                "sweep.yaml:3: objective must be window | objective: score",
                "sweep.yaml:3: objective.evaluation must be from 1 to 1000000, not 1000001 | objective: {evaluation: 1_000_001}",
                "frames must be given with asha | search: {asha: {samples: 3, minFrames: 1000}}",
                "sweep.yaml:3: slots must be from 1 to 1024, not 0 | slots: 0",
                "sweep.yaml:3: frames must be a whole number | frames: many",
                "sweep.yaml:3: duplicate key seeds | seeds: 4"
            })
    void saysWhereAndWhatIsWrong(String message, String line) {
        assertThatThrownBy(() -> read(BASIC + line))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "games are missing | seeds: 1",
                "seeds are missing | games: [catch]",
                "games must be a list of games | {games: catch, seeds: 1}",
                "games must name a game at least | {games: [], seeds: 1}",
                "seeds must not go backwards, as 5..1 does | {games: [catch], seeds: [1..3, 5..1]}",
                "seeds must be 1 to 100000 whole numbers | {games: [catch], seeds: 1..999999999999}",
                "search.asha.minFrames leads to 24 rungs, more than 20 | {games: [catch], seeds: 1, frames: 9_000_000, search: {asha: {samples: 3, minFrames: 1, eta: 2}}}",
                "search.asha.eta must be from 2 to 100, not 1 | {games: [catch], seeds: 1, frames: 9000, search: {asha: {samples: 3, minFrames: 30, eta: 1}}}",
                "search.asha.eta must be from 2 to 100, not 0 | {games: [catch], seeds: 1, frames: 9000, search: {asha: {samples: 3, minFrames: 30, eta: 0}}}",
                "search.asha.eta must be from 2 to 100, not 1 | {games: [catch], seeds: 1, frames: 9000, search: {asha: {samples: 3, rungs: 2, eta: 1}}}",
                "search.asha.samples must be at least 9, or none of the settings comes to the last of 3 rungs: one of 3 goes on from each | {games: [catch], seeds: 1, frames: 9000, search: {asha: {samples: 8}}}",
                "seeds[0] must be a whole number | {games: [catch], seeds: [x]}"
            })
    void saysWhatDoesNotGoTogether(String message, String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }
}

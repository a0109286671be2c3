package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.env.Counter;
import dqn.env.EnvironmentFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentPoolTest {
    private static final int ENVS = 5;
    private static final RunConfig CONFIG = CatchRuns.config("environment.envs=" + ENVS, "observation.stack=3");

    private static EnvironmentPool pool(EnvironmentFactory games, int threads) {
        return new EnvironmentPool(games, CONFIG.environment(), CONFIG.observation(), CONFIG.seed(), threads);
    }

    /** The seeds that a pool gives to its environments. */
    private static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        EnvironmentFactory noting = (config, source, shown, seed) -> {
            seeds.add(seed);
            return CatchRuns.GAMES.create(config, source, shown, seed);
        };
        pool(noting, 1).close();
        return seeds;
    }

    private static int[] draw(RandomStream random) {
        return random.nextInt(2) == 0 ? new int[] {0, 1, 2, 0, 1} : new int[] {2, 1, 1, 0, 0};
    }

    private static List<TimeStep> steps(EnvironmentPool pool) {
        List<TimeStep> steps = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            steps.add(pool.lastStep(i));
        }
        return steps;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void doesWhatItsEnvironmentsDoAlone(int threads) {
        try (EnvironmentPool pool = pool(CatchRuns.GAMES, threads)) {
            List<ObservedEnvironment> alone = seeds().stream()
                    .map(seed ->
                            new ObservedEnvironment(CatchRuns.GAMES, CONFIG.environment(), CONFIG.observation(), seed))
                    .toList();
            TimeStep[] expected = new TimeStep[ENVS];
            RandomStream random = new RandomStream(1, "actions");
            int size = alone.get(0).stackSpec().size();
            for (int round = 0; round < 500; round++) {
                int[] actions = draw(random);
                pool.step(actions);
                for (int i = 0; i < ENVS; i++) {
                    boolean begins = expected[i] == null || expected[i].isLast();
                    expected[i] = begins ? alone.get(i).reset() : alone.get(i).step(actions[i]);
                    assertThat(Arrays.copyOfRange(pool.stacks(), i * size, (i + 1) * size))
                            .isEqualTo(alone.get(i).stack());
                }
                assertThat(steps(pool)).containsExactly(expected);
            }
        }
    }

    @Test
    void givesTheFirstEnvironmentTheRunsSeedAndTheOthersSeedsOfTheirOwn() {
        assertThat(seeds()).hasSize(ENVS).doesNotHaveDuplicates().startsWith(CONFIG.seed());
        assertThat(seeds()).isEqualTo(seeds());
    }

    @Test
    void goesOnWhereItWasSaved() throws IOException {
        RandomStream random = new RandomStream(1, "actions");
        try (EnvironmentPool saved = pool(CatchRuns.GAMES, 2);
                EnvironmentPool loaded = pool(CatchRuns.GAMES, 1)) {
            for (int round = 0; round < 50; round++) {
                saved.step(draw(random));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                saved.save(new DataOutputStream(bytes));
                loaded.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                assertSame(saved, loaded);
                int[] actions = draw(random);
                saved.step(actions);
                loaded.step(actions);
                assertSame(saved, loaded);
            }
        }
    }

    private static void assertSame(EnvironmentPool one, EnvironmentPool other) {
        assertThat(one.stacks()).isEqualTo(other.stacks());
        assertThat(steps(one)).isEqualTo(steps(other));
    }

    @Test
    void savesANewPoolAsNew() throws IOException {
        try (EnvironmentPool fresh = pool(CatchRuns.GAMES, 1);
                EnvironmentPool played = pool(CatchRuns.GAMES, 1)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            fresh.save(new DataOutputStream(bytes));
            played.step(new int[ENVS]);
            played.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(steps(played)).containsOnlyNulls();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void passesAFailureOnAsItself(int threads) {
        try (EnvironmentPool pool = pool(CatchRuns.GAMES, threads)) {
            pool.step(new int[ENVS]);
            assertThatThrownBy(() -> pool.step(new int[] {0, 0, 7, 0, 0}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no action 7");
        }
    }

    @Test
    void needsAnActionForEach() {
        try (EnvironmentPool pool = pool(CatchRuns.GAMES, 1)) {
            assertThatThrownBy(() -> pool.step(new int[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 actions for 5 environments");
        }
    }

    @Test
    void closesItsEnvironmentsAlsoWhereOneCannotBeMade() {
        List<Counter> made = new ArrayList<>();
        EnvironmentFactory failing = (config, source, shown, seed) -> {
            if (made.size() == 3) {
                throw new IllegalStateException("no fourth");
            }
            made.add(new Counter(9, 3));
            made.get(made.size() - 1).reset();
            return made.get(made.size() - 1);
        };
        assertThatThrownBy(() -> pool(failing, 2)).hasMessage("no fourth");
        assertThat(made).hasSize(3);
        for (Counter counter : made) {
            assertThatThrownBy(() -> counter.step(0)).isInstanceOf(IllegalStateException.class);
        }
    }
}

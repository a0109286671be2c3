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
            resetAll(pool);
            alone.forEach(ObservedEnvironment::reset);
            RandomStream random = new RandomStream(1, "actions");
            for (int round = 0; round < 500; round++) {
                int[] actions = draw(random);
                pool.step(actions);
                for (int i = 0; i < ENVS; i++) {
                    assertThat(pool.lastStep(i)).isEqualTo(alone.get(i).step(actions[i]));
                    assertThat(stack(pool, i)).isEqualTo(alone.get(i).stack());
                    if (pool.lastStep(i).isLast()) {
                        pool.reset(i);
                        assertThat(pool.lastStep(i)).isEqualTo(alone.get(i).reset());
                        assertThat(stack(pool, i)).isEqualTo(alone.get(i).stack());
                    }
                }
            }
        }
    }

    private static byte[] stack(EnvironmentPool pool, int i) {
        int size = pool.get(0).stackSpec().size();
        return Arrays.copyOfRange(pool.stacks(), i * size, (i + 1) * size);
    }

    private static void resetAll(EnvironmentPool pool) {
        for (int i = 0; i < ENVS; i++) {
            pool.reset(i);
        }
    }

    private static void step(EnvironmentPool pool, int[] actions) {
        pool.step(actions);
        for (int i = 0; i < ENVS; i++) {
            if (pool.lastStep(i).isLast()) {
                pool.reset(i);
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
            resetAll(saved);
            for (int round = 0; round < 50; round++) {
                step(saved, draw(random));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                saved.save(new DataOutputStream(bytes));
                loaded.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                assertThat(loaded.stacks()).isEqualTo(saved.stacks());
                int[] actions = draw(random);
                step(saved, actions);
                step(loaded, actions);
                assertThat(loaded.stacks()).isEqualTo(saved.stacks());
                assertThat(steps(loaded)).isEqualTo(steps(saved));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void passesAFailureOnAsItself(int threads) {
        try (EnvironmentPool pool = pool(CatchRuns.GAMES, threads)) {
            resetAll(pool);
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

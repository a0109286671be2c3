package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dqn.core.RandomStream;
import dqn.env.EnvironmentFactory;
import dqn.env.ale.AtariEnvironments;
import dqn.env.ale.Roms;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent step of an Atari game needs nothing from the heap, but for the few bytes that tell of a reward. */
class StepAllocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"open_invaders", "pong"})
    void allocatesNothingInMostSteps(String game) {
        Path rom = Roms.of(game);
        EnvironmentFactory games = (config, source, shown, seed) ->
                AtariEnvironments.create(config, rom, source, shown, seed, UnaryOperator.identity());
        RunConfig config = new ConfigLoader().resolvePreset(Presets.DEFAULT, List.of("game=" + game));
        try (EnvironmentPool pool =
                new EnvironmentPool(games, config.environment(), config.observation(), config.seed(), 1)) {
            RandomStream random = new RandomStream(1, "actions");
            pool.reset(0);
            bytes(pool, random, 2_000); // the first game, whose actions take room
            // a point is scored in one step of twenty at most, in two objects of 40 bytes
            assertThat(bytes(pool, random, 2_000)).isLessThan(2_000 * 10);
        }
    }

    /** What so many steps allocate, beginnings of games left out. */
    private static long bytes(EnvironmentPool pool, RandomStream random, int steps) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int[] action = new int[1];
        long bytes = 0;
        for (int i = 0; i < steps; i++) {
            action[0] = random.nextInt(6);
            long before = threads.getCurrentThreadAllocatedBytes();
            pool.step(action);
            bytes += threads.getCurrentThreadAllocatedBytes() - before;
            if (pool.lastStep(0).isLast()) {
                pool.reset(0);
            }
        }
        return bytes;
    }
}

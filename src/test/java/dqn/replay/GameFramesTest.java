package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.RandomStream;
import dqn.env.ale.AtariEnvironments;
import dqn.env.ale.RomCatalog;
import dqn.env.ale.Roms;
import dqn.training.ConfigLoader;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of every game: the frames that the agent sees come out of the replay's store as they went in. */
class GameFramesTest {
    private static final int FRAMES = 300;

    static Stream<String> games() {
        return RomCatalog.standard().games().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("games")
    void everyFrameComesBackAsItWas(String game) {
        List<byte[]> all = play(game, Roms.of(game));
        int size = all.get(0).length;
        try (FrameStore store = SegmentedFrameStore.create(size, new PatchCodec(size), 20L * size)) {
            for (int i = 0; i < FRAMES; i++) {
                store.put(i, all.get(i));
            }
            byte[] run = new byte[5 * size];
            RandomStream random = new RandomStream(1, "places");
            for (int i = 0; i < FRAMES; i++) {
                int first = random.nextInt(FRAMES - 4);
                store.get(first, 5, run, 0);
                assertEqual(run, all, first, 5);
                store.get(i, 1, run, 0);
                assertEqual(run, all, i, 1);
            }
        }
    }

    private static void assertEqual(byte[] run, List<byte[]> all, int first, int count) {
        int size = all.get(0).length;
        for (int i = 0; i < count; i++) {
            assertThat(Arrays.equals(run, i * size, (i + 1) * size, all.get(first + i), 0, size))
                    .as("frame %d", first + i)
                    .isTrue();
        }
    }

    private static List<byte[]> play(String game, Path rom) {
        RunConfig config = new ConfigLoader().resolvePreset("default", List.of("game=" + game));
        List<byte[]> frames = new ArrayList<>();
        try (ObservedEnvironment environment = new ObservedEnvironment(
                (settings, source, shown, seed) ->
                        AtariEnvironments.create(settings, rom, source, shown, seed, UnaryOperator.identity()),
                config.environment(),
                config.observation(),
                1)) {
            RandomStream random = new RandomStream(1, "actions");
            boolean over = true;
            while (frames.size() < FRAMES) {
                over = over
                        ? environment.reset().isLast()
                        : environment
                                .step(random.nextInt(environment.actions().size()))
                                .isLast();
                frames.add(environment.frame().clone());
            }
        }
        return frames;
    }
}

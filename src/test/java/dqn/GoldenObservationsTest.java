package dqn;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.FrameSource;
import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.env.ActionRepeat;
import dqn.env.Environment;
import dqn.env.EnvironmentConfig.ActionSet;
import dqn.env.EnvironmentConfig.FrameSkip;
import dqn.env.ale.AtariEnvironment;
import dqn.env.ale.Roms;
import dqn.preprocess.ObservationConfig;
import dqn.preprocess.ObservationConfig.AfterReset;
import dqn.preprocess.ObservationConfig.Before;
import dqn.preprocess.ObservationConfig.Color;
import dqn.preprocess.ObservationConfig.Pool;
import dqn.preprocess.ObservationConfig.PoolColor;
import dqn.preprocess.ObservationConfig.Resize;
import dqn.preprocess.ObservationConfig.Source;
import dqn.preprocess.Preprocessor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;

/**
 * What the agent sees of every game is byte for byte what gymnasium would show it: 400 agent steps of each, against
 * checksums that scripts/peers/golden_observations.py made with ale_py and OpenCV and describes.
 */
class GoldenObservationsTest {
    /** One game of the file; a row is [agent step, CRC-32 of the observations so far, reward, lives, episodes]. */
    record Golden(String game, long seed, double sticky, int actions, List<String> columns, List<List<Object>> rows) {
        @Override
        public String toString() {
            return game;
        }
    }

    static Stream<Golden> games() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                GoldenObservationsTest.class.getResourceAsStream("/dqn/golden_observations.jsonl"),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> mapper.readValue(line, Golden.class)).toList().stream();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("games")
    void theAgentSeesWhatGymnasiumShows(Golden golden) {
        try (Environment game = environment(Roms.of(golden.game()), golden)) {
            assertThat(game.actions()).hasSize(golden.actions());
            assertThat(play(game, golden.rows().size())).isEqualTo(golden.rows());
        }
    }

    private static Environment environment(Path rom, Golden golden) {
        return new ActionRepeat(
                new AtariEnvironment(rom, golden.seed(), golden.sticky(), ActionSet.MINIMAL, FrameSource.GREY_SCREEN),
                new FrameSkip(4, 4),
                2,
                new RandomStream(golden.seed(), "frame skip"));
    }

    private static List<List<Object>> play(Environment game, int rows) {
        Preprocessor preprocessor = new Preprocessor(observation(), game.frameSpec());
        byte[] raw = new byte[game.frameSpec().size()];
        CRC32 observations = new CRC32();
        List<List<Object>> played = new ArrayList<>();
        long state = 12345;
        int reward = 0;
        int episodes = 0;
        game.reset();
        for (int agentStep = 1; agentStep <= 100 * rows; agentStep++) {
            state = (1103515245 * state + 12345) % (1L << 31);
            TimeStep step = game.step((int) ((state >> 16) % game.actions().size()));
            reward += (int) step.reward();
            if (step.isLast()) {
                game.reset();
                episodes++;
            } else {
                game.observe(raw, 0);
                preprocessor.next(raw);
                observations.update(preprocessor.frame());
            }
            if (agentStep % 100 == 0) {
                String crc = String.format("%08x", observations.getValue());
                played.add(List.of(agentStep, crc, reward, game.lives(), episodes));
            }
        }
        return played;
    }

    private static ObservationConfig observation() {
        return new ObservationConfig(
                Source.SCREEN,
                Pool.FRAMES,
                PoolColor.GREY,
                Color.GREY,
                1,
                Optional.empty(),
                Optional.of(new Resize(84, 84, Resize.Method.AREA)),
                4,
                Before.BLANK,
                AfterReset.NEW,
                1 / 255.0);
    }
}

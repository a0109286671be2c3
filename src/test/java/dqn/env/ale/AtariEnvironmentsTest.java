package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.FrameSource;
import dqn.core.FrameSpec;
import dqn.core.TimeStep;
import dqn.env.Environment;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentConfig.ActionSet;
import dqn.env.EnvironmentConfig.FrameSkip;
import dqn.env.EnvironmentConfig.LifeLossMode;
import dqn.env.EnvironmentConfig.NoopUnit;
import dqn.env.EnvironmentContract;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

@ParameterizedClass
@CsvSource({"open_invaders, 300, 3", "breakout, 150, 5"})
class AtariEnvironmentsTest extends EnvironmentContract {
    @Parameter(0)
    private String game;

    @Parameter(1)
    private int stepsToAnEnd;

    @Parameter(2)
    private int lives;

    private Path rom;

    @BeforeEach
    void romIsThere() {
        rom = Roms.of(game);
    }

    @Override
    protected int stepsToAnEnd() {
        return stepsToAnEnd;
    }

    @Override
    protected Environment create(long seed) {
        return create(config(30, NoopUnit.AGENT_STEPS, LifeLossMode.EPISODE, 108_000), seed);
    }

    private Environment create(EnvironmentConfig config, long seed) {
        return AtariEnvironments.create(config, rom, FrameSource.GREY_SCREEN, 2, seed, UnaryOperator.identity());
    }

    private static EnvironmentConfig config(int noopStart, NoopUnit unit, LifeLossMode lifeLoss, int maxFrames) {
        return new EnvironmentConfig(
                1, 0.25, new FrameSkip(2, 4), ActionSet.MINIMAL, noopStart, unit, lifeLoss, maxFrames);
    }

    @Test
    void showsTwoFrames() {
        try (Environment environment = create(1)) {
            assertThat(environment.frameSpec()).isEqualTo(new FrameSpec(2, 210, 160, 1));
        }
    }

    @Test
    void countsTheNoopsInTheirUnit() {
        int mostFrames = 0;
        int mostSteps = 0;
        try (Environment frames = create(config(5, NoopUnit.FRAMES, LifeLossMode.IGNORE, 108_000), 1);
                Environment steps = create(config(5, NoopUnit.AGENT_STEPS, LifeLossMode.IGNORE, 108_000), 1)) {
            for (int game = 0; game < 20; game++) {
                frames.reset();
                steps.reset();
                mostFrames = Math.max(mostFrames, frames.episodeFrames());
                mostSteps = Math.max(mostSteps, steps.episodeFrames());
            }
        }
        assertThat(mostFrames).isEqualTo(5);
        assertThat(mostSteps).isBetween(10, 20);
    }

    @Test
    void truncatesAtTheFrameOfTheCap() {
        try (Environment environment = create(config(0, NoopUnit.FRAMES, LifeLossMode.IGNORE, 25), 1)) {
            TimeStep step = environment.reset();
            while (!step.isLast()) {
                step = environment.step(0);
            }
            assertThat(step.isLast()).isTrue();
            assertThat(step.discount()).isEqualTo(1);
            assertThat(environment.episodeFrames()).isEqualTo(25);
        }
    }

    @Test
    void aGameIsAsManyEpisodesAsLives() {
        try (Environment environment = create(1)) {
            int episodes = 0;
            TimeStep step = environment.reset();
            while (!step.gameOver()) {
                if (step.isLast()) {
                    environment.reset();
                }
                step = environment.step(1);
                episodes += step.isLast() ? 1 : 0;
            }
            assertThat(episodes).isEqualTo(lives);
        }
    }
}

package dqn.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.env.EnvironmentConfig.FrameSkip;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActionRepeatTest extends EnvironmentContract {
    @Override
    protected int stepsToAnEnd() {
        return 30;
    }

    @Override
    protected Environment create(long seed) {
        return new ActionRepeat(new Catch(seed), new FrameSkip(1, 4), 2, new RandomStream(seed, "frameSkip"));
    }

    private static ActionRepeat around(Environment inner, int min, int max, int framesShown) {
        return new ActionRepeat(inner, new FrameSkip(min, max), framesShown, new RandomStream(1, "frameSkip"));
    }

    private static byte[] shown(Environment environment) {
        byte[] frames = new byte[environment.frameSpec().size()];
        environment.observe(frames, 0);
        return frames;
    }

    @Test
    void sumsRewardsAndShowsTheLastTwoFrames() {
        ActionRepeat environment = around(new Counter(100), 4, 4, 2);
        environment.reset();
        assertThat(shown(environment)).containsExactly(0, 0);
        assertThat(environment.step(0)).isEqualTo(TimeStep.mid(1 + 2 + 3 + 4));
        assertThat(shown(environment)).containsExactly(3, 4);
        assertThat(environment.step(1)).isEqualTo(TimeStep.mid(5 + 6 + 7 + 8));
        assertThat(shown(environment)).containsExactly(7, 8);
        environment.reset();
        assertThat(shown(environment)).containsExactly(0, 0);
    }

    @Test
    void showsTheRealLastFrameTwiceWhereTheGameEndsEarly() {
        ActionRepeat environment = around(new Counter(6), 4, 4, 2);
        environment.reset();
        environment.step(0);
        assertThat(environment.step(0)).isEqualTo(TimeStep.termination(5 + 6));
        assertThat(shown(environment)).containsExactly(6, 6);
    }

    @Test
    void showsTheLastTwoFramesOfAGameThatEndsWithTheAction() {
        ActionRepeat environment = around(new Counter(8), 4, 4, 2);
        environment.reset();
        environment.step(0);
        assertThat(environment.step(0)).isEqualTo(TimeStep.termination(5 + 6 + 7 + 8));
        assertThat(shown(environment)).containsExactly(7, 8);
    }

    @Test
    void keepsATruncation() {
        ActionRepeat environment = around(new EpisodeCap(new Counter(100), 6), 4, 4, 1);
        environment.reset();
        environment.step(0);
        assertThat(environment.step(0)).isEqualTo(TimeStep.truncation(5 + 6));
        assertThat(shown(environment)).containsExactly(6);
    }

    @Test
    void withoutRepetitionTheFrameBeforeIsThatOfTheStepBefore() {
        ActionRepeat environment = around(new Counter(100), 1, 1, 2);
        environment.reset();
        environment.step(0);
        assertThat(shown(environment)).containsExactly(0, 1);
        environment.step(0);
        assertThat(shown(environment)).containsExactly(1, 2);
    }

    @Test
    void looksOnlyAtTheFramesThatItShows() {
        Counter one = new Counter(100);
        around(one, 4, 4, 1).reset();
        Counter two = new Counter(100);
        ActionRepeat environment = around(two, 4, 4, 2);
        environment.reset();
        environment.step(0);
        assertThat(one.looks).isZero();
        assertThat(two.looks).isEqualTo(1);
        shown(environment);
        assertThat(two.looks).isEqualTo(2);
    }

    @Test
    void drawsEveryNumberOfRepetitionsEquallyOften() {
        Counter inner = new Counter(Integer.MAX_VALUE);
        ActionRepeat environment = around(inner, 2, 4, 1);
        environment.reset();
        int[] times = new int[5];
        for (int step = 0; step < 3000; step++) {
            int before = inner.episodeFrames();
            environment.step(0);
            times[inner.episodeFrames() - before]++;
        }
        assertThat(times[0] + times[1]).isZero();
        assertThat(IntStream.of(times).skip(2)).allMatch(n -> n > 900 && n < 1100);
    }

    @Test
    void refusesWhatItCannotShow() {
        assertThatThrownBy(() -> around(new Counter(9), 4, 4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> around(new Counter(9), 0, 4, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> around(new Counter(9), 4, 3, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> around(around(new Counter(9), 4, 4, 2), 4, 4, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

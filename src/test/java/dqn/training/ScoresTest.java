package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void severalGames() {
        Scores scores = new Scores(new double[] {30, 110, 30});
        assertThat(scores.count()).isEqualTo(3);
        assertThat(scores.mean()).isEqualTo(170.0 / 3, within(1e-12));
        assertThat(scores.standardDeviation()).isEqualTo(46.188, within(1e-3));
        assertThat(scores.min()).isEqualTo(30);
        assertThat(scores.max()).isEqualTo(110);
        // Student's t for 2 degrees of freedom is 4.3027; the half width 4.3027 * 46.188 / sqrt(3).
        assertThat(scores.confidence95()).containsExactly(new double[] {-58.07, 171.40}, within(0.01));
    }

    @Test
    void aSingleGame() {
        Scores scores = new Scores(new double[] {285});
        assertThat(scores.mean()).isEqualTo(285);
        assertThat(scores.standardDeviation()).isZero();
        assertThat(scores.min()).isEqualTo(285);
        assertThat(scores.max()).isEqualTo(285);
        assertThat(scores.confidence95()).isEmpty();
    }

    @Test
    void noGame() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scores(new double[0]));
    }
}

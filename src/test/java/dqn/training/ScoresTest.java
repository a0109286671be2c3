package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class ScoresTest {
    /** Mean 2, sample standard deviation 1; the t distribution of 2 degrees has 97.5 % below 4.302653. */
    @Test
    void threeGames() {
        Scores scores = new Scores(new double[] {3, 1, 2});
        assertThat(scores.values()).containsExactly(3, 1, 2);
        assertThat(scores.count()).isEqualTo(3);
        assertThat(scores.mean()).isEqualTo(2);
        assertThat(scores.standardDeviation()).isEqualTo(1);
        assertThat(scores.min()).isEqualTo(1);
        assertThat(scores.max()).isEqualTo(3);
        double half = 4.302653 / Math.sqrt(3);
        assertThat(scores.confidence95()).containsExactly(new double[] {2 - half, 2 + half}, offset(1e-6));
    }

    @Test
    void oneGameTellsNothingOfTheSpread() {
        Scores scores = new Scores(new double[] {7});
        assertThat(scores.mean()).isEqualTo(7);
        assertThat(scores.standardDeviation()).isZero();
        assertThat(scores.confidence95()).isEmpty();
    }

    @Test
    void equalGamesHaveAnIntervalOfOnePoint() {
        assertThat(new Scores(new double[] {4, 4}).confidence95()).containsExactly(4, 4);
    }

    @Test
    void noGamesAreNoScores() {
        assertThatThrownBy(() -> new Scores(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }
}

package dqn.env;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.TimeStep;
import org.junit.jupiter.api.Test;

class CatchTest extends EnvironmentContract {
    @Override
    protected int stepsToAnEnd() {
        return 35;
    }

    @Override
    protected Environment create(long seed) {
        return new Catch(seed);
    }

    @Test
    void rewardsTheBasketUnderTheBall() {
        Catch game = new Catch(4);
        for (int games = 0; games < 20; games++) {
            game.reset();
            int ball = column(game, 0);
            TimeStep step = TimeStep.first();
            for (int steps = 0; steps < 9; steps++) {
                assertThat(step.isLast()).isFalse();
                int basket = column(game, Catch.ROWS - 1);
                step = game.step(Integer.signum(ball - basket) + 1);
            }
            assertThat(step).isEqualTo(TimeStep.termination(1));
        }
    }

    @Test
    void punishesTheBasketBesideTheBall() {
        Catch game = new Catch(4);
        game.reset();
        int away = column(game, 0) < Catch.COLUMNS / 2 ? 2 : 0;
        TimeStep step = TimeStep.first();
        while (!step.isLast()) {
            step = game.step(away);
        }
        assertThat(step).isEqualTo(TimeStep.termination(-1));
    }

    @Test
    void showsAWhiteBallAndAGreenBasketOnAScreen() {
        Catch game = new Catch(4);
        game.reset();
        byte[] picture = new byte[game.pictureSpec().size()];
        game.picture(picture);

        assertThat(pixel(picture, 8, 50 + 20 * column(game, 0) + 8)).containsExactly(255, 255, 255);
        assertThat(pixel(picture, 9 * 20 + 8, 50 + 20 * 2 + 8)).containsExactly(80, 200, 120);
        assertThat(pixel(picture, 8, 20)).containsExactly(0, 0, 0);
        assertThat(pixel(picture, 5 * 20 + 8, 50 + 8)).containsExactly(40, 40, 40);
    }

    /** Red, green and blue of a screen 200 pixels wide, in which the grid's cells of 20 pixels begin at 50. */
    private static int[] pixel(byte[] picture, int row, int column) {
        int at = (row * 200 + column) * 3;
        return new int[] {picture[at] & 255, picture[at + 1] & 255, picture[at + 2] & 255};
    }

    private static int column(Catch game, int row) {
        byte[] grid = new byte[Catch.ROWS * Catch.COLUMNS];
        game.observe(grid, 0);
        int column = 0;
        while (grid[row * Catch.COLUMNS + column] == 0) {
            column++;
        }
        return column;
    }
}

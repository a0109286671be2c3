package dqn.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangedRowsTest {
    private static final int ROWS = 4;
    private static final int WIDTH = 3;

    @Test
    void findsEveryRowThatDiffers() {
        byte[] a = new byte[ROWS * WIDTH];
        byte[] b = new byte[2 + ROWS * WIDTH];
        b[2 + 3] = 1; // row 1, first column
        b[2 + 11] = 1; // row 3, last column
        assertThat(ChangedRows.next(a, 0, b, 2, ROWS, WIDTH, 0)).isEqualTo(1);
        assertThat(ChangedRows.next(a, 0, b, 2, ROWS, WIDTH, 1)).isEqualTo(1);
        assertThat(ChangedRows.next(a, 0, b, 2, ROWS, WIDTH, 2)).isEqualTo(3);
        assertThat(ChangedRows.next(a, 0, b, 2, ROWS, WIDTH, 4)).isEqualTo(ROWS);
    }

    @Test
    void findsNoneInPicturesThatAreTheSame() {
        byte[] picture = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        assertThat(ChangedRows.next(picture, 0, picture.clone(), 0, ROWS, WIDTH, 0))
                .isEqualTo(ROWS);
    }
}

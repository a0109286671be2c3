package dqn.core;

import java.util.Arrays;

/** Finds the rows in which two pictures differ: in a game few do from one frame to the next, so they are worth finding. */
public final class ChangedRows {
    private ChangedRows() {}

    /**
     * The first row at or after {@code row} that is not the same in both pictures; their number of rows if there is none.
     *
     * @param a the one picture, {@code [rows][width]}, from {@code aStart} on
     * @param b the other, from {@code bStart} on
     */
    public static int next(byte[] a, int aStart, byte[] b, int bStart, int rows, int width, int row) {
        int from = row * width;
        int end = rows * width;
        int difference = Arrays.mismatch(a, aStart + from, aStart + end, b, bStart + from, bStart + end);
        return difference < 0 ? rows : row + difference / width;
    }
}

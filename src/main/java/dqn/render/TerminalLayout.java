package dqn.render;

/**
 * How the picture and the text share a terminal: the text beside the picture where there is room, else two lines below.
 *
 * @param pictureColumns width of the picture in characters
 * @param pictureLines height of the picture in characters, two pixels each
 * @param textColumn first column of the text, from 1
 * @param textLine first line of the text, from 1
 * @param textColumns room for the text
 * @param textLines room for the text
 */
record TerminalLayout(
        int pictureColumns, int pictureLines, int textColumn, int textLine, int textColumns, int textLines) {
    /** Width of the text beside the picture. */
    static final int SIDE_COLUMNS = 32;
    /** A picture narrower than this is not worth having text beside it. */
    private static final int SMALLEST_PICTURE_COLUMNS = 32;

    private static final int GAP = 2;
    private static final int LINES_BELOW = 2;

    /** Whether the text is beside the picture. */
    boolean isBeside() {
        return textColumn > 1;
    }

    /** The largest picture of this aspect (width over height) that leaves room for the text. */
    static TerminalLayout of(TerminalSize size, double aspect) {
        int besideColumns = size.columns() - GAP - SIDE_COLUMNS;
        if (besideColumns >= SMALLEST_PICTURE_COLUMNS) {
            int columns = fittingColumns(besideColumns, size.rows(), aspect);
            int textColumn = columns + GAP + 1;
            return new TerminalLayout(
                    columns,
                    lines(columns, size.rows(), aspect),
                    textColumn,
                    1,
                    size.columns() - textColumn + 1,
                    size.rows());
        }
        int rows = Math.max(1, size.rows() - LINES_BELOW);
        int columns = fittingColumns(size.columns(), rows, aspect);
        int lines = lines(columns, rows, aspect);
        return new TerminalLayout(columns, lines, 1, lines + 1, size.columns(), Math.max(0, size.rows() - lines));
    }

    /** Half a character is about square. */
    private static int fittingColumns(int columns, int rows, double aspect) {
        return Math.max(1, Math.min(columns, (int) Math.round(2 * rows * aspect)));
    }

    private static int lines(int columns, int rows, double aspect) {
        return Math.max(1, Math.min(rows, (int) Math.round(columns / aspect / 2)));
    }
}

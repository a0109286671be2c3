package dqn.render;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Rows of pictures with a title each, for people to look at together. */
public final class Sheet {
    private static final int PICTURE_HEIGHT = 210;
    private static final int TITLE_HEIGHT = 24;
    private static final int MARGIN = 14;

    private final List<List<Entry>> rows = new ArrayList<>();

    private record Entry(String title, BufferedImage picture) {
        int width() {
            return (int) Math.round(PICTURE_HEIGHT * RenderedFrame.aspect(picture.getWidth(), picture.getHeight()));
        }
    }

    /** Begins a row. */
    public void beginRow() {
        rows.add(new ArrayList<>());
    }

    /** Adds a picture to the last row. */
    public void add(String title, BufferedImage picture) {
        rows.get(rows.size() - 1).add(new Entry(title, picture));
    }

    /** Draws all of them, pixels as such. */
    public BufferedImage draw() {
        int width = rows.stream().mapToInt(Sheet::width).max().orElse(MARGIN);
        int rowHeight = TITLE_HEIGHT + PICTURE_HEIGHT + MARGIN;
        BufferedImage sheet = new BufferedImage(width, rows.size() * rowHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = sheet.createGraphics();
        GamePainter.smooth(canvas);
        canvas.setColor(GamePainter.BACKGROUND);
        canvas.fillRect(0, 0, width, sheet.getHeight());
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        for (List<Entry> row : rows) {
            drawRow(canvas, row);
            canvas.translate(0, rowHeight);
        }
        canvas.dispose();
        return sheet;
    }

    private static int width(List<Entry> row) {
        return MARGIN + row.stream().mapToInt(entry -> entry.width() + MARGIN).sum();
    }

    private static void drawRow(Graphics2D canvas, List<Entry> row) {
        canvas.setColor(GamePainter.TEXT);
        int x = MARGIN;
        for (Entry entry : row) {
            canvas.drawString(entry.title(), x, TITLE_HEIGHT - 7);
            canvas.drawImage(entry.picture(), x, TITLE_HEIGHT, entry.width(), PICTURE_HEIGHT, null);
            x += entry.width() + MARGIN;
        }
    }
}

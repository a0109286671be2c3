package dqn.render;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Records a game as a film, or several side by side: picture by picture, as fast as they come. */
public final class Recorder implements Renderer {
    private static final int CAPTION_HEIGHT = 44;
    private static final int MARGIN = 10;

    private final Film film;
    private final int pictureWidth;
    private final boolean details;
    private final List<String> captions;
    /** Made with the first pictures, whose shape it takes. */
    private BufferedImage canvas;

    /**
     * A film of one game for each caption; closing this closes the film.
     *
     * @param pictureWidth of each game in pixels; the whole multiple of the picture's own that comes nearest
     * @param details whether score, action and Q-values stand beside the picture; they need a {@link Fonts font}, as captions do
     * @param captions stand with the score above each picture; one empty caption for a game alone
     */
    public Recorder(Film film, int pictureWidth, boolean details, List<String> captions) {
        this.film = film;
        this.pictureWidth = pictureWidth;
        this.details = details;
        this.captions = List.copyOf(captions);
    }

    private boolean hasCaptions() {
        return !captions.get(0).isEmpty();
    }

    @Override
    public void show(RenderedFrame frame) {
        show(List.of(frame));
    }

    /** Records a moment of all games. */
    public void show(List<RenderedFrame> frames) {
        GamePainter painter = new GamePainter(frames.get(0).wholeWidth(pictureWidth), details);
        Dimension size = painter.sizeFor(frames.get(0));
        Graphics2D graphics = canvas(size).createGraphics();
        for (int i = 0; i < frames.size(); i++) {
            RenderedFrame frame = frames.get(i);
            if (hasCaptions()) {
                paintCaption(graphics, captions.get(i), frame.score(), size.width);
            }
            graphics.translate(0, captionHeight());
            painter.paint(graphics, frame, GamePainter.picture(frame));
            graphics.translate(size.width + MARGIN, -captionHeight());
        }
        graphics.dispose();
        film.add(canvas);
    }

    private int captionHeight() {
        return hasCaptions() ? CAPTION_HEIGHT : 0;
    }

    /** Even in both directions, as video formats need it. */
    private BufferedImage canvas(Dimension game) {
        if (canvas == null) {
            int width = captions.size() * (game.width + MARGIN) - MARGIN;
            int height = captionHeight() + game.height;
            canvas = new BufferedImage(width + width % 2, height + height % 2, BufferedImage.TYPE_3BYTE_BGR);
        }
        return canvas;
    }

    private static void paintCaption(Graphics2D graphics, String caption, double score, int width) {
        GamePainter.smooth(graphics);
        graphics.setColor(GamePainter.BACKGROUND);
        graphics.fillRect(0, 0, width, CAPTION_HEIGHT);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
        graphics.setColor(GamePainter.QUIET_TEXT);
        graphics.drawString(caption, MARGIN, CAPTION_HEIGHT * 2 / 3);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 24));
        graphics.setColor(GamePainter.TEXT);
        String number = String.format(Locale.ROOT, "%.0f", score);
        int right = width - MARGIN - graphics.getFontMetrics().stringWidth(number);
        graphics.drawString(number, right, CAPTION_HEIGHT * 2 / 3);
    }

    @Override
    public boolean isOpen() {
        return film.isOpen();
    }

    @Override
    public void close() {
        film.close();
    }

    /** Ends the film without a file; does nothing once it is closed. */
    public void discard() {
        film.discard();
    }
}

package dqn.render;

import dqn.core.DqnException;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Whether this system has any. */
public final class Fonts {
    private Fonts() {}

    /**
     * Makes sure that text can be drawn. A system without fonts, such as a bare container, tells of that in many ways, some of
     * them errors of Java itself, and only once something is drawn.
     *
     * @param where what the text is for, such as {@code "in the pictures"}
     * @param otherwise what a person can do without fonts
     * @throws DqnException if there is no font
     */
    public static void require(String where, String otherwise) {
        whyNone().ifPresent(e -> {
            throw new DqnException(
                    "There is no font to write " + where + " (" + e.getMessage()
                            + "): install fonts (Debian: fontconfig and fonts-dejavu-core), or " + otherwise + ".",
                    e);
        });
    }

    /** Whether text can be drawn. */
    static boolean areThere() {
        return whyNone().isEmpty();
    }

    private static Optional<Throwable> whyNone() {
        BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        try {
            pixel.createGraphics().getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            return Optional.empty();
        } catch (RuntimeException | InternalError | LinkageError e) {
            return Optional.of(e);
        }
    }
}

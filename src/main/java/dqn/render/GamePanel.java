package dqn.render;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import javax.swing.JPanel;

/** The part of a window that a game is drawn in. */
final class GamePanel extends JPanel {
    private static final long serialVersionUID = 1L;

    private final transient GamePainter painter;
    private transient RenderedFrame frame;
    private transient BufferedImage picture;

    GamePanel(GamePainter painter) {
        this.painter = painter;
        setBackground(GamePainter.BACKGROUND);
    }

    /** Takes over a copy of the frame; on the event thread. */
    void show(RenderedFrame next, BufferedImage itsPicture) {
        frame = next;
        picture = itsPicture;
        repaint();
    }

    /** The size for frames of this shape. */
    Dimension sizeFor(RenderedFrame shape) {
        return painter.sizeFor(shape);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (frame != null) {
            painter.paint((Graphics2D) graphics, frame, picture);
        }
    }
}

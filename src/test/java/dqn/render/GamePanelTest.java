package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class GamePanelTest {
    private static final Color CHOSEN = new Color(0xf2a33a);

    private static BufferedImage painted(RenderedFrame frame, int pictureWidth) {
        GamePanel panel = new GamePanel(new GamePainter(pictureWidth, true));
        Dimension size = panel.sizeFor(frame);
        panel.setSize(size);
        panel.show(frame, GamePainter.picture(frame));
        BufferedImage image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        panel.paint(canvas);
        canvas.dispose();
        return image;
    }

    /** Pixels of exactly this colour between two rows, right of the picture. */
    private static int count(BufferedImage image, Color color, int fromX, int fromY, int toY) {
        int count = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void scalesByNearestNeighbour() {
        BufferedImage image = painted(Frames.quarters(210, 160, 1), 640);
        assertThat(image.getWidth()).isEqualTo(640 + GamePainter.SIDE_WIDTH);
        assertThat(image.getHeight()).isEqualTo(420);
        assertThat(image.getRGB(319, 209)).isEqualTo(0xffff0000);
        assertThat(image.getRGB(320, 209)).isEqualTo(0xff00ff00);
        assertThat(image.getRGB(319, 210)).isEqualTo(0xff0000ff);
        assertThat(image.getRGB(320, 210)).isEqualTo(0xffffffff);
    }

    @Test
    void marksTheChosenActionsBar() {
        BufferedImage image = painted(Frames.quarters(210, 160, 2, 1, 2, 3), 500);
        int top = 98;
        int row = 26;
        assertThat(count(image, CHOSEN, 500, top + 2 * row, top + 3 * row)).isGreaterThan(500);
        assertThat(count(image, CHOSEN, 500, top, top + 2 * row)).isZero();
    }

    @Test
    void aFrameWithoutValuesOrActionHasNoBars() {
        BufferedImage image = painted(Frames.quarters(210, 160, RenderedFrame.NO_ACTION), 500);
        assertThat(count(image, CHOSEN, 500, 0, image.getHeight())).isZero();
    }
}

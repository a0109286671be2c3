package dqn.cli;

import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;

/**
 * A process before a display with one window: it waits for the window, presses keys of the game, looks whether the picture
 * moves, and closes it. Its argument is the file for what it sees at the end.
 */
final class PersonAtKeyboard {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Of the game, at the left of the window; what stands beside it changes with any key. */
    private static final int PICTURE_WIDTH = 600;

    private final Robot robot;
    private final Rectangle screen;

    private PersonAtKeyboard() throws AWTException {
        robot = new Robot();
        screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
    }

    public static void main(String[] arguments) throws AWTException, IOException {
        new PersonAtKeyboard().play(Path.of(arguments[0]));
    }

    private void play(Path seen) throws IOException {
        Rectangle window = awaitWindow();
        robot.mouseMove((int) window.getCenterX(), (int) window.getCenterY());
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK); // no window manager gives it the keys
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        Rectangle picture = new Rectangle(window.x, window.y, PICTURE_WIDTH, window.height);
        BufferedImage waiting = awaitRest(picture);
        System.out.println("moves by itself: " + (difference(waiting, later(picture)) > 0));
        robot.keyPress(KeyEvent.VK_LEFT);
        robot.keyPress(KeyEvent.VK_SPACE);
        robot.delay(2_000);
        BufferedImage played = robot.createScreenCapture(picture);
        robot.keyRelease(KeyEvent.VK_SPACE);
        robot.keyRelease(KeyEvent.VK_LEFT);
        System.out.println("moves by the keys: " + (difference(waiting, played) > 0));
        ImageIO.write(played, "png", seen.toFile());
        robot.keyPress(KeyEvent.VK_Q);
        robot.keyRelease(KeyEvent.VK_Q);
    }

    private BufferedImage later(Rectangle part) {
        robot.delay(500);
        return robot.createScreenCapture(part);
    }

    /** Until nothing moves any more: a window is painted in steps. */
    private BufferedImage awaitRest(Rectangle part) {
        Instant end = Instant.now().plus(PATIENCE);
        BufferedImage before = robot.createScreenCapture(part);
        BufferedImage now = later(part);
        while (difference(before, now) > 0 && Instant.now().isBefore(end)) {
            before = now;
            now = later(part);
        }
        return now;
    }

    /** The smallest rectangle with all that is not the empty screen. */
    private Rectangle awaitWindow() {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            robot.delay(200);
            BufferedImage picture = robot.createScreenCapture(screen);
            Rectangle found = new Rectangle(-1, -1);
            for (int y = 0; y < screen.height; y += 4) {
                for (int x = 0; x < screen.width; x += 4) {
                    if ((picture.getRGB(x, y) & 0xFFFFFF) != 0) {
                        found.add(x, y);
                    }
                }
            }
            if (found.width > 100 && found.height > 100) {
                return found;
            }
        }
        throw new IllegalStateException("no window within " + PATIENCE);
    }

    private static int difference(BufferedImage one, BufferedImage other) {
        int different = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                different += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return different;
    }
}

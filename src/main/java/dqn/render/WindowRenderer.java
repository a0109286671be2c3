package dqn.render;

import dqn.core.DqnException;
import java.awt.Toolkit;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** Shows a game in a window of its own; closing it, or pressing Q or Esc, ends the play. */
public final class WindowRenderer implements Renderer {
    private final String title;
    private final GamePanel panel;
    private final FramePacer pacer;
    private final Optional<KeyboardJoystick> joystick;
    private volatile boolean open = true;
    /** Made with the first frame, whose shape it takes; touched on the event thread only. */
    private JFrame window;

    /**
     * Opens with the first frame.
     *
     * @param title of the window
     * @param pictureWidth width of the picture in pixels of the screen
     * @param joystick of the person who plays, if one does
     */
    public WindowRenderer(String title, int pictureWidth, FramePacer pacer, Optional<KeyboardJoystick> joystick) {
        this.title = title;
        this.pacer = pacer;
        this.joystick = joystick;
        panel = new GamePanel(new GamePainter(
                pictureWidth, true, () -> joystick.map(KeyboardJoystick::hints).orElse(List.of())));
    }

    @Override
    public void show(RenderedFrame frame) {
        RenderedFrame shown = frame.copy(); // painted later, when the game has gone on
        BufferedImage picture = GamePainter.picture(shown);
        pacer.await();
        onEventThread(() -> {
            if (open) {
                openWindow(shown);
                panel.show(shown, picture);
                Toolkit.getDefaultToolkit().sync();
            }
        });
    }

    /** Waits, so that frames never queue up before a slow display. */
    private static void onEventThread(Runnable action) {
        try {
            SwingUtilities.invokeAndWait(action);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvocationTargetException e) {
            throw new DqnException(
                    "The display failed (" + e.getCause() + "): use --render=terminal or --render=none instead.", e);
        }
    }

    private void openWindow(RenderedFrame shape) {
        if (window != null) {
            return;
        }
        panel.setPreferredSize(panel.sizeFor(shape));
        window = new JFrame(title);
        window.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        window.setResizable(false);
        window.add(panel);
        window.pack();
        window.setLocationByPlatform(true);
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                open = false;
            }
        });
        window.addKeyListener(new KeyAdapter() {
            @Override
            public void keyPressed(KeyEvent event) {
                if (event.getKeyCode() == KeyEvent.VK_Q || event.getKeyCode() == KeyEvent.VK_ESCAPE) {
                    window.dispose();
                }
            }
        });
        joystick.ifPresent(keys -> keys.listenTo(window));
        window.setVisible(true);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        onEventThread(() -> {
            if (window != null) {
                window.dispose();
            }
        });
    }
}

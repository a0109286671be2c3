package dqn.render;

import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.KeyListener;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a window as a joystick. A key that was let go counts until the frame after, unless it was pressed again
 * meanwhile: so a short touch lasts one frame, and the repetition of a key that is held, which on X11 comes as letting go
 * and pressing again, changes nothing.
 */
public final class KeyboardJoystick implements Joystick, KeyListener {
    private static final Map<Integer, Switch> KEYS = Map.of(
            KeyEvent.VK_UP, Switch.UP,
            KeyEvent.VK_W, Switch.UP,
            KeyEvent.VK_DOWN, Switch.DOWN,
            KeyEvent.VK_S, Switch.DOWN,
            KeyEvent.VK_LEFT, Switch.LEFT,
            KeyEvent.VK_A, Switch.LEFT,
            KeyEvent.VK_RIGHT, Switch.RIGHT,
            KeyEvent.VK_D, Switch.RIGHT,
            KeyEvent.VK_SPACE, Switch.FIRE);

    /** No person presses a key again so soon. */
    private static final int REPETITION_MILLIS = 10;

    private static final String MOVE = "arrows or W A S D: move";
    private static final String FIRE = "space: fire";
    private static final String LEAVE = "Q, Esc: leave";

    /** Which go with other keys, or to another window: pressing one tells nothing. */
    private static final Set<Integer> MODIFIERS = Set.of(
            KeyEvent.VK_SHIFT,
            KeyEvent.VK_CONTROL,
            KeyEvent.VK_ALT,
            KeyEvent.VK_ALT_GRAPH,
            KeyEvent.VK_META,
            KeyEvent.VK_WINDOWS);

    private final Set<Switch> closed = EnumSet.noneOf(Switch.class);
    private final Set<Switch> letGo = EnumSet.noneOf(Switch.class);
    /** At first too, so that the game waits for the person. */
    private boolean paused = true;
    /** Whether the window is closed, after which nobody could go on from a pause. */
    private boolean isOver;
    /** Whether the key that pauses is held, so that its repetition does not end the pause; X11 lets it go in between. */
    private boolean isPauseHeld;

    private long pauseLetGoMillis = -REPETITION_MILLIS;

    /** What the keys do, a line each, for the person to read. */
    synchronized List<String> hints() {
        return paused
                ? List.of("waiting: any key goes on", "", MOVE, FIRE, LEAVE)
                : List.of("P: pause", "", MOVE, FIRE, LEAVE);
    }

    /** Takes the keys of a window; all are let go, and the game waits, when another one gets them. */
    void listenTo(Window window) {
        window.addKeyListener(this);
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowDeactivated(WindowEvent event) {
                leave();
                event.getWindow().repaint();
            }

            @Override
            public void windowClosed(WindowEvent event) {
                end();
            }
        });
    }

    @Override
    public synchronized Set<Switch> next() {
        while (paused) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Set.of();
            }
        }
        Set<Switch> now = EnumSet.copyOf(closed);
        closed.removeAll(letGo);
        letGo.clear();
        return now;
    }

    @Override
    public synchronized void keyPressed(KeyEvent event) {
        int code = event.getKeyCode();
        if (MODIFIERS.contains(code) || isRepeatedPause(event)) {
            return;
        }
        boolean pause = code == KeyEvent.VK_P && !paused;
        isPauseHeld = code == KeyEvent.VK_P;
        if (paused) {
            resume();
        }
        paused = pause;
        switchOf(event).ifPresent(key -> {
            closed.add(key);
            letGo.remove(key);
        });
        event.getComponent().repaint();
    }

    private boolean isRepeatedPause(KeyEvent event) {
        return event.getKeyCode() == KeyEvent.VK_P
                && (isPauseHeld || event.getWhen() - pauseLetGoMillis < REPETITION_MILLIS);
    }

    @Override
    public synchronized void keyReleased(KeyEvent event) {
        if (event.getKeyCode() == KeyEvent.VK_P) {
            isPauseHeld = false;
            pauseLetGoMillis = event.getWhen();
        }
        switchOf(event).ifPresent(letGo::add);
    }

    @Override
    public void keyTyped(KeyEvent event) {}

    private static Optional<Switch> switchOf(KeyEvent event) {
        return Optional.ofNullable(KEYS.get(event.getKeyCode()));
    }

    /** Ends a pause. */
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Lets all keys go, and waits until one is pressed again. */
    synchronized void leave() {
        letGo.addAll(closed);
        paused = !isOver;
    }

    /** The window is closed: nothing waits any more, though it may still be told that it lost the keys. */
    synchronized void end() {
        isOver = true;
        resume();
    }
}

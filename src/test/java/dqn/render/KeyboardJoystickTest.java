package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.util.Set;
import java.util.concurrent.FutureTask;
import javax.swing.JPanel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyboardJoystickTest {
    private final JPanel window = new JPanel();
    private final KeyboardJoystick joystick = new KeyboardJoystick();
    private long millis;

    private KeyEvent event(int type, int key) {
        return new KeyEvent(window, type, millis, 0, key, KeyEvent.CHAR_UNDEFINED);
    }

    private void press(int key) {
        joystick.keyPressed(event(KeyEvent.KEY_PRESSED, key));
    }

    private void letGo(int key) {
        joystick.keyReleased(event(KeyEvent.KEY_RELEASED, key));
    }

    @BeforeEach
    void begin() {
        joystick.resume();
    }

    @ParameterizedTest
    @CsvSource({
        "VK_UP, UP",
        "VK_W, UP",
        "VK_DOWN, DOWN",
        "VK_S, DOWN",
        "VK_LEFT, LEFT",
        "VK_A, LEFT",
        "VK_RIGHT, RIGHT",
        "VK_D, RIGHT",
        "VK_SPACE, FIRE"
    })
    void keysAreSwitches(String key, Switch closed) throws ReflectiveOperationException {
        press(KeyEvent.class.getField(key).getInt(null));
        assertThat(joystick.next()).containsExactly(closed);
    }

    @Test
    void severalKeysAreHeldAtOnce() {
        press(KeyEvent.VK_LEFT);
        press(KeyEvent.VK_SPACE);
        press(KeyEvent.VK_B);
        assertThat(joystick.next()).containsExactlyInAnyOrder(Switch.LEFT, Switch.FIRE);
        assertThat(joystick.next()).containsExactlyInAnyOrder(Switch.LEFT, Switch.FIRE);
        letGo(KeyEvent.VK_LEFT);
        joystick.next();
        assertThat(joystick.next()).containsExactly(Switch.FIRE);
    }

    @Test
    void aShortTouchLastsOneFrame() {
        press(KeyEvent.VK_SPACE);
        letGo(KeyEvent.VK_SPACE);
        assertThat(joystick.next()).containsExactly(Switch.FIRE);
        assertThat(joystick.next()).isEmpty();
    }

    /** As X11 repeats a key that is held; a frame may begin between the two. */
    @Test
    void theRepetitionOfAKeyChangesNothing() {
        press(KeyEvent.VK_RIGHT);
        for (int i = 0; i < 3; i++) {
            letGo(KeyEvent.VK_RIGHT);
            press(KeyEvent.VK_RIGHT);
            assertThat(joystick.next()).containsExactly(Switch.RIGHT);
            letGo(KeyEvent.VK_RIGHT);
            assertThat(joystick.next()).containsExactly(Switch.RIGHT);
            press(KeyEvent.VK_RIGHT);
            assertThat(joystick.next()).containsExactly(Switch.RIGHT);
        }
    }

    @Test
    void waitsAtFirstAndInAPause() throws Exception {
        assertThat(new KeyboardJoystick().hints().get(0)).startsWith("waiting");
        press(KeyEvent.VK_P);
        assertThat(joystick.hints().get(0)).startsWith("waiting");
        FutureTask<Set<Switch>> next = new FutureTask<>(joystick::next);
        Thread player = new Thread(next);
        player.start();
        while (player.getState() != Thread.State.WAITING) {
            assertThat(next).isNotDone();
            Thread.onSpinWait();
        }
        press(KeyEvent.VK_LEFT);
        assertThat(next.get()).containsExactly(Switch.LEFT);
        assertThat(joystick.hints().get(0)).startsWith("P: pause");
    }

    /** By the keys that lead to another window. */
    @Test
    void leavingTheWindowPausesAndTheKeysToDoSoDoNotGoOn() {
        press(KeyEvent.VK_P);
        press(KeyEvent.VK_ALT);
        assertThat(joystick.hints().get(0)).startsWith("waiting");
        press(KeyEvent.VK_B);
        assertThat(joystick.hints().get(0)).startsWith("P: pause");
        joystick.leave();
        assertThat(joystick.hints().get(0)).startsWith("waiting");
        joystick.end();
        joystick.leave();
        assertThat(joystick.next()).isEmpty();
    }

    @Test
    void aHeldPauseKeyPausesOnce() {
        for (int i = 0; i < 4; i++) {
            press(KeyEvent.VK_P);
            assertThat(joystick.hints().get(0)).startsWith("waiting");
            millis += 30;
            letGo(KeyEvent.VK_P); // as X11 repeats a key
        }
        millis += 200;
        press(KeyEvent.VK_P);
        assertThat(joystick.hints().get(0)).startsWith("P: pause");
        press(KeyEvent.VK_P); // as others repeat it
        assertThat(joystick.hints().get(0)).startsWith("P: pause");
    }
}

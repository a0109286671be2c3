package dqn.hostile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.network.onednn.OneDnnBackend;
import dqn.training.CatchRuns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that say of themselves that they are whole, and are not of any run. */
class ForgedStatesTest {
    /** Behind whether the run has begun, and two counts. */
    private static final int FRAMES = 1 + 2 * Long.BYTES;

    @TempDir
    private Path folder;

    private Checkpointed run;

    @BeforeEach
    void begin() throws IOException {
        run = new Checkpointed(
                CatchRuns.config("network.layers=[{dense: 8}]", "replay={capacity: 200, start: 50}"),
                CatchRuns.GAMES,
                new OneDnnBackend(1),
                folder.resolve("run"),
                100);
    }

    @AfterEach
    void end() {
        run.close();
    }

    /** Added to, it would turn negative, and the budget would never be spent. */
    @Test
    void refusesACountThatWouldOverflow() {
        assertRefused("loop", state -> put(state, FRAMES, Long.MAX_VALUE - 1), "frames");
        assertRefused("loop", state -> put(state, FRAMES, -1), "frames");
    }

    /** Of zeros alone a generator makes zeros for ever, and looks for a number below a bound without end. */
    @Test
    void refusesARandomStreamThatIsStuck() {
        assertRefused("environment", state -> fill(state, 2 * Integer.BYTES, 40), "for ever");
    }

    /** Behind the random stream stand the ball's row and column. */
    @Test
    void refusesABallThatFallsThoughItIsDown() {
        assertRefused(
                "environment",
                state -> {
                    int randomBytes = ByteBuffer.wrap(state).getInt(Integer.BYTES);
                    return put(state, 2 * Integer.BYTES + randomBytes, 9L << Integer.SIZE);
                },
                "falling that is down");
    }

    @Test
    void refusesAnotherNumberOfEnvironments() {
        assertRefused("environment", state -> fill(state, 0, 4), "environments");
    }

    /** Each for itself could be; but no step can be taken in a game that is over. */
    @Test
    void doesNotGoOnWhereThePartsDoNotBelongTogether() throws IOException {
        byte[] environment = run.states().get("environment").clone();
        int running = environment.length - 1 - 2 * (Integer.BYTES + 50); // before the frame and the stack of it
        environment[running] = 0;
        run.restore("environment", environment);
        assertThatThrownBy(() -> run.go(1))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("do not belong together");
    }

    private void assertRefused(String part, UnaryOperator<byte[]> forgery, String reason) {
        byte[] forged = forgery.apply(run.states().get(part).clone());
        assertThatThrownBy(() -> run.restore(part, forged))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] put(byte[] state, int at, long value) {
        return ByteBuffer.wrap(state).putLong(at, value).array();
    }

    private static byte[] fill(byte[] state, int from, int count) {
        Arrays.fill(state, from, from + count, (byte) 0);
        return state;
    }
}

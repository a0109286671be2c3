package dqn.cli;

import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the first SIGINT, SIGTERM or SIGHUP into a request to stop, so that what was begun can be finished. After that
 * SIGINT, which a person sends, ends the process at once; the others do not, since whoever stops many processes may send
 * them to each from several sides. Under {@code nohup} the JVM leaves SIGHUP ignored.
 */
final class StopSignals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final int SIGINT_EXIT = 130;
    private static final int SIGTERM_EXIT = 143;
    private static final int SIGHUP_EXIT = 129;

    private final Runnable stop;
    private final String announcement;
    private final Object interrupt;
    private final Object terminate;
    private final Object hangUp;
    private volatile int exitCode;

    /**
     * Calls {@code stop}, from another thread, at the first signal.
     *
     * @param announcement what a person is told then
     */
    StopSignals(Runnable stop, String announcement) {
        this.stop = stop;
        this.announcement = announcement;
        interrupt = Signals.register("INT", () -> received(SIGINT_EXIT));
        terminate = Signals.register("TERM", () -> received(SIGTERM_EXIT));
        hangUp = Signals.register("HUP", () -> received(SIGHUP_EXIT));
    }

    private void received(int code) {
        if (exitCode == 0) {
            exitCode = code;
            LOG.info(announcement);
            stop.run();
        } else if (code == SIGINT_EXIT) {
            Runtime.getRuntime().halt(code);
        }
    }

    /** What the process should end with: 128 and the signal's number, or 0 without one. */
    int exitCode() {
        return exitCode;
    }

    @Override
    public void close() {
        Signals.unregister("INT", interrupt);
        Signals.unregister("TERM", terminate);
        Signals.unregister("HUP", hangUp);
    }
}

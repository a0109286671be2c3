package dqn.render;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets frames pass at an even speed. One that comes late passes at once and those after it keep their distance: nothing
 * is caught up on.
 */
public final class FramePacer {
    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private final LongConsumer sleepNanos;
    private long nextNanos;
    private boolean started;

    /**
     * Paces by the machine's clock.
     *
     * @param framesPerSecond more than 0; infinity lets everything pass
     */
    public FramePacer(double framesPerSecond) {
        this(framesPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    FramePacer(double framesPerSecond, LongSupplier nanoClock, LongConsumer sleepNanos) {
        if (!(framesPerSecond > 0)) {
            throw new IllegalArgumentException("no speed: " + framesPerSecond + " frames per second");
        }
        intervalNanos = (long) (Duration.ofSeconds(1).toNanos() / framesPerSecond);
        this.nanoClock = nanoClock;
        this.sleepNanos = sleepNanos;
    }

    /** Returns when the next frame is due. */
    public void await() {
        long now = nanoClock.getAsLong();
        if (started && nextNanos > now) {
            sleepNanos.accept(nextNanos - now);
            nextNanos += intervalNanos;
        } else {
            nextNanos = now + intervalNanos;
        }
        started = true;
    }
}

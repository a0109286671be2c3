package dqn.live;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Where a training leaves the newest screen for those who watch. It never waits there: who has not taken the one before
 * will not see it.
 */
public final class ScreenSlot {
    /** Four pictures a second. */
    static final long INTERVAL_NANOS = 250_000_000;

    private final BooleanSupplier watched;
    private final AtomicReference<Screen> newest = new AtomicReference<>();
    private long lastNanos = System.nanoTime() - INTERVAL_NANOS;

    ScreenSlot(BooleanSupplier watched) {
        this.watched = watched;
    }

    /** Whether somebody watches, and the last screen is a while ago. */
    public boolean isDue() {
        return watched.getAsBoolean() && System.nanoTime() - lastNanos >= INTERVAL_NANOS;
    }

    /** Leaves a screen; to be called from the thread that asks whether one is due. */
    public void show(Screen screen) {
        lastNanos = System.nanoTime();
        newest.set(screen);
    }

    /** Takes the newest, if there is one that was not taken yet. */
    Optional<Screen> take() {
        return Optional.ofNullable(newest.getAndSet(null));
    }
}

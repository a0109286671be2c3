package dqn.core;

import java.util.concurrent.locks.LockSupport;

/** How a thread waits for something that mostly comes soon: it spins for a moment, then sleeps until it is woken. */
public final class ShortWait {
    /** About a tenth of a millisecond, what it takes to wake a sleeping thread. */
    private static final int SPINS = 2_000;

    private ShortWait() {}

    /**
     * Passes a little time, or sleeps until {@link LockSupport#unpark}; it may return before there is a reason to.
     *
     * @param spin how often this was called before while waiting for the same thing
     */
    public static void pause(int spin) {
        if (spin < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.park();
        }
    }
}

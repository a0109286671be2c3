package dqn.live;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets nobody wait for ever: a thread that reads from or writes to a connection for too long is interrupted, which closes
 * the connection. So one who reads slowly, or not at all, keeps no thread.
 */
final class Deadline implements AutoCloseable {
    /** What may take long. */
    interface Work {
        void run() throws IOException;
    }

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("dqn-live-timer"));

    /** Does the work on the calling thread, or ends its connection after so long. */
    void within(Duration time, Work work) throws IOException {
        Thread worker = Thread.currentThread();
        ScheduledFuture<?> end = timer.schedule(worker::interrupt, time.toNanos(), TimeUnit.NANOSECONDS);
        try {
            work.run();
        } finally {
            end.cancel(false);
            Thread.interrupted(); // one that came at the last moment is not for what this thread does next
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

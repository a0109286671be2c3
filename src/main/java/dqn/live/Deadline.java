package dqn.live;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets nobody wait for ever: a thread that reads from or writes to a connection for too long is interrupted, which closes
 * the connection. So one who does not read keeps no thread.
 */
final class Deadline implements AutoCloseable {
    /** Who takes less of an answer in the time given is let go. */
    private static final int PIECE_BYTES = 1 << 16;

    /** What may take long. */
    interface Work {
        void run() throws IOException;
    }

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("dqn-live-timer"));
    private final Duration patience;

    /** @param patience how long anything may take */
    Deadline(Duration patience) {
        this.patience = patience;
    }

    /** Does the work on the calling thread, or ends its connection. */
    void within(Work work) throws IOException {
        Alarm alarm = new Alarm(Thread.currentThread());
        ScheduledFuture<?> end = timer.schedule(alarm::ring, patience.toNanos(), TimeUnit.NANOSECONDS);
        try {
            work.run();
        } finally {
            end.cancel(false);
            alarm.stop();
        }
    }

    /** Writes piece by piece, each in time: a slow connection is not one that hangs. */
    void write(OutputStream out, byte[] bytes) throws IOException {
        for (int i = 0; i < bytes.length; i += PIECE_BYTES) {
            int from = i;
            within(() -> out.write(bytes, from, Math.min(PIECE_BYTES, bytes.length - from)));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Interrupts a thread, but never once it does something else. */
    private static final class Alarm {
        private final Thread worker;
        private boolean stopped;

        Alarm(Thread worker) {
            this.worker = worker;
        }

        synchronized void ring() {
            if (!stopped) {
                worker.interrupt();
            }
        }

        /** To be called by the thread itself. */
        synchronized void stop() {
            stopped = true;
            Thread.interrupted(); // one that came at the last moment is not for what this thread does next
        }
    }
}

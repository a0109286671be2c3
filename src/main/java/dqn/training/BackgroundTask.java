package dqn.training;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One task at a time, on a thread of its own. */
final class BackgroundTask implements AutoCloseable {
    private final ExecutorService thread;
    private CompletableFuture<Void> task = CompletableFuture.completedFuture(null);

    /** @param name of the thread */
    BackgroundTask(String name) {
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread worker = new Thread(work, name);
            worker.setDaemon(true);
            return worker;
        });
    }

    /** Starts the next one, once the last has come to its end. */
    void start(Runnable work) {
        await();
        task = CompletableFuture.runAsync(work, thread);
    }

    boolean isDone() {
        return task.isDone();
    }

    /** Waits for the task's end; what it threw is thrown here, once. */
    void await() {
        CompletableFuture<Void> last = task;
        task = CompletableFuture.completedFuture(null);
        try {
            last.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // there are no checked ones
        }
    }

    /** Returns when nothing goes on any more. */
    @Override
    public void close() {
        try {
            await();
        } finally {
            thread.shutdown();
        }
    }
}

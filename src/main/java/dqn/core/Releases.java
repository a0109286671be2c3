package dqn.core;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was taken and must be given back: the last taken first, and all of it, even where one fails. */
public final class Releases implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** Will run this when closed. */
    public void add(Runnable release) {
        releases.push(release);
    }

    /** Gives everything back; the first failure is thrown at the end, with the others attached. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!releases.isEmpty()) {
            try {
                releases.pop().run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

package dqn.live;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The newest message of each kind. Each reader takes them at a speed of its own, on a thread of its own: what one has not
 * read when something newer of the kind comes, it never will. Nobody who posts waits for anybody who reads.
 */
final class Board {
    /**
     * A message.
     *
     * @param number of all messages, from 1
     */
    record Message(String kind, byte[] data, long number) {}

    /** By kind; the oldest first. */
    private final Map<String, Message> newest = new LinkedHashMap<>();

    private long count;
    private boolean closed;

    /** Puts a message in the place of the one of its kind, unless that says the same. */
    synchronized void post(String kind, byte[] data) {
        Message old = newest.get(kind);
        if (old == null || !Arrays.equals(old.data(), data)) {
            newest.remove(kind);
            newest.put(kind, new Message(kind, data, ++count));
            notifyAll();
        }
    }

    /** Tells the readers that nothing more will come. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /**
     * The messages behind one of this number, in order.
     *
     * @param patience how long to wait for one; then, or once the board is closed, the answer may be empty
     */
    synchronized List<Message> after(long number, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); count <= number && !closed && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return newest.values().stream()
                .filter(message -> message.number() > number)
                .toList();
    }
}

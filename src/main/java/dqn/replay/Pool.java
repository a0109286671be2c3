package dqn.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Things that one thread at a time works with; there are never more than were in use at once. */
final class Pool<T> {
    private final Supplier<T> maker;
    private final Deque<T> idle = new ArrayDeque<>();

    Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** One that nobody else has. */
    synchronized T take() {
        return idle.isEmpty() ? maker.get() : idle.pop();
    }

    /** Gives it back. */
    synchronized void give(T thing) {
        idle.push(thing);
    }
}

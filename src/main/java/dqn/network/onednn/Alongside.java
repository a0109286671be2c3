package dqn.network.onednn;

import java.util.Optional;

/** What the caller does while the team is at work; a failure must not leave the others waiting. */
final class Alongside implements Runnable {
    private final Runnable work;
    private Optional<Throwable> failure = Optional.empty();

    Alongside(Runnable work) {
        this.work = work;
    }

    @Override
    public void run() {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failure = Optional.of(e);
        }
    }

    /** Throws the failure as it is, if there is one; what else has failed goes with it. */
    void rethrow(Optional<Throwable> other) {
        if (failure.isEmpty()) {
            return;
        }
        other.ifPresent(failure.get()::addSuppressed);
        if (failure.get() instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure.get();
    }
}

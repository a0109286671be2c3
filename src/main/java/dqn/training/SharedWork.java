package dqn.training;

import dqn.core.ShortWait;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share a number of tasks, over and over: the caller's own, and helpers that sleep in between. Whoever is
 * free takes the next task, so one that takes long holds nobody up; tasks must not touch each other's data.
 */
final class SharedWork implements AutoCloseable {
    private final int tasks;
    private final IntConsumer task;
    private final Throwable[] failures;
    private final Thread[] helpers;
    /** The task that is taken next; setting it to 0 makes all that was written before visible to the helpers. */
    private final AtomicInteger next;

    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile Thread caller;
    private volatile boolean closed;

    /**
     * For tasks 0 to {@code tasks - 1}.
     *
     * @param task does the one of this number
     * @param threads the caller's included; more than tasks are not started
     */
    SharedWork(int tasks, IntConsumer task, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread does the work, not " + threads);
        }
        this.tasks = tasks;
        this.task = task;
        failures = new Throwable[tasks];
        next = new AtomicInteger(tasks);
        helpers = new Thread[Math.min(threads, tasks) - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(this::help, "environment-" + (i + 1));
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    /** Does every task once. If any fails, all are done nevertheless, and the failure of the first is thrown. */
    void run() {
        caller = Thread.currentThread();
        unfinished.set(tasks);
        next.set(0);
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        while (takeOne()) {
            // until none is left
        }
        for (int spin = 0; unfinished.get() > 0; spin++) {
            ShortWait.pause(spin);
        }
        throwFailure();
    }

    private void help() {
        int spin = 0;
        while (!closed) {
            if (takeOne()) {
                spin = 0;
            } else {
                ShortWait.pause(spin++);
            }
        }
    }

    private boolean takeOne() {
        int number = next.get() < tasks ? next.getAndIncrement() : tasks;
        if (number >= tasks) {
            return false;
        }
        try {
            task.accept(number);
        } catch (RuntimeException | Error e) {
            failures[number] = e;
        }
        if (unfinished.decrementAndGet() == 0) {
            LockSupport.unpark(caller);
        }
        return true;
    }

    /** As itself, since the caller may know what to do about it. */
    private void throwFailure() {
        Throwable first = null;
        for (int i = 0; i < tasks; i++) {
            first = first == null ? failures[i] : first;
            failures[i] = null;
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }

    /** Ends the helpers, and returns when they have ended. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

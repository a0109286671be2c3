package dqn.network.onednn;

import dqn.core.ShortWait;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Threads that work on one task together: the caller's own, which is member 0, and daemons that sleep in between. OpenMP
 * would split every kernel evenly and spin; here each member has work of its own, and nothing spins for longer than a
 * moment. The daemons live while any network uses the team.
 */
final class Team {
    /** What each member does. */
    interface Task {
        void run(int member);
    }

    private final Thread[] members;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger announced = new AtomicInteger();
    private volatile int barrierCount;
    private final AtomicInteger taskCount = new AtomicInteger();
    private volatile Task task;
    private volatile Throwable failure;
    private int users;
    /** Counts the last users that have left: threads of an earlier generation end, whoever has joined since. */
    private final AtomicInteger generation = new AtomicInteger();

    Team(int size) {
        members = new Thread[size];
    }

    int size() {
        return members.length;
    }

    /** Counts one more user, and starts the threads for the first. */
    synchronized void join() {
        if (users == 0) {
            start();
        }
        users++;
    }

    private void start() {
        int mine = generation.get();
        try {
            for (int i = 1; i < members.length; i++) {
                int member = i;
                int tasksBefore = taskCount.get();
                members[i] = new Thread(() -> work(member, tasksBefore, mine), "network-" + member);
                members[i].setDaemon(true);
                members[i].start();
            }
        } catch (RuntimeException | Error e) { // no more threads are to be had
            endThreads();
            throw e;
        }
    }

    /** Counts one user less, and ends the threads behind the last. */
    synchronized void leave() {
        if (--users == 0) {
            endThreads();
        }
    }

    private void endThreads() {
        generation.incrementAndGet();
        wakeAll();
    }

    /**
     * Runs the task on all members, and returns when all have done their part. Only one thread at a time may call it.
     *
     * @throws IllegalStateException if a member's part failed
     * @throws OutOfMemoryError if it was for want of memory
     */
    void run(Task newTask) {
        members[0] = Thread.currentThread();
        failure = null;
        arrived.set(0);
        finished.set(0);
        announced.set(0);
        task = newTask;
        taskCount.incrementAndGet();
        wakeAll();
        runAs(0);
        for (int spin = 0; finished.get() < members.length; spin++) {
            ShortWait.pause(spin);
        }
        if (failure instanceof OutOfMemoryError error) {
            throw error;
        }
        if (failure != null) {
            throw new IllegalStateException("a network thread failed", failure);
        }
    }

    /** Waits until every member has come here; all of a task's members call it equally often. */
    void await() {
        int before = barrierCount;
        if (arrived.incrementAndGet() == members.length) {
            arrived.set(0);
            barrierCount = before + 1;
            wakeAll();
            return;
        }
        waitUntil(() -> barrierCount != before);
    }

    /** Says that a piece of work is done that others wait for; it does not wait itself. */
    void announce() {
        announced.incrementAndGet();
        wakeAll();
    }

    /** Waits until so many pieces have been {@link #announce announced} since the task began. */
    void awaitAnnounced(int count) {
        waitUntil(() -> announced.get() >= count);
    }

    private void waitUntil(BooleanSupplier condition) {
        for (int spin = 0; !condition.getAsBoolean(); spin++) {
            if (failure != null) {
                throw new IllegalStateException("another member failed");
            }
            ShortWait.pause(spin);
        }
    }

    private void runAs(int member) {
        try {
            task.run(member);
        } catch (RuntimeException | Error e) {
            if (failure == null) {
                failure = e;
            }
        }
        finished.incrementAndGet();
        wakeAll();
    }

    private void work(int member, int tasksBefore, int mine) {
        int done = tasksBefore;
        while (true) {
            for (int spin = 0; taskCount.get() == done && generation.get() == mine; spin++) {
                ShortWait.pause(spin);
            }
            if (generation.get() != mine) {
                return;
            }
            done++;
            runAs(member);
        }
    }

    private void wakeAll() {
        for (Thread member : members) {
            if (member != Thread.currentThread()) {
                LockSupport.unpark(member);
            }
        }
    }
}

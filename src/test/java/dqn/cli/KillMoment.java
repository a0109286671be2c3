package dqn.cli;

import dqn.core.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When to kill a training. */
interface KillMoment {
    /** Most changes of names to wait for: those that some three checkpoints bring. */
    int CHANGES = 8;
    /** Between two looks. */
    long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    /** Most between what is waited for and the kill. */
    double DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /** Waits for it; false if the process has come to its end before. */
    boolean hasCome(TrainingProcess process) throws IOException, InterruptedException;

    /** What may come true while a process runs. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * Draws one: half of them any time, the other half where names in the run's directory or among its checkpoints change,
     * mostly where a checkpoint is written.
     *
     * @param wholeNanos what a whole run takes
     */
    static KillMoment draw(RandomStream random, RunOnDisk run, long wholeNanos) {
        if (random.nextInt(2) == 0) {
            return pause((long) (random.nextDouble() * wholeNanos));
        }
        boolean begins = !run.exists() || random.nextInt(8) == 0;
        Path watched = begins ? run.path() : run.path().resolve("checkpoints");
        KillMoment moment = changes(watched, 1 + random.nextInt(CHANGES));
        if (!begins) {
            moment = moment.then(random.nextInt(3) == 0 ? progress(run) : when(run::hasHalfACheckpoint));
        }
        double fraction = random.nextDouble();
        return moment.then(pause((long) (fraction * fraction * fraction * DELAY_NANOS))); // names change within few ms
    }

    /** So much later. */
    static KillMoment pause(long nanos) {
        return process -> !process.hasEndedWithin(nanos);
    }

    /** As soon as it holds. */
    static KillMoment when(Condition condition) {
        return process -> {
            while (!condition.holds()) {
                LockSupport.parkNanos(LOOK_NANOS);
                if (process.hasEnded()) {
                    return false;
                }
            }
            return true;
        };
    }

    /** When names in a directory have changed so many times. */
    static KillMoment changes(Path directory, int times) {
        KillMoment change = process -> {
            List<String> before = RunOnDisk.names(directory);
            return when(() -> !RunOnDisk.names(directory).equals(before)).hasCome(process);
        };
        KillMoment all = change;
        for (int i = 1; i < times; i++) {
            all = all.then(change);
        }
        return all;
    }

    /** When there is a newer checkpoint. */
    static KillMoment progress(RunOnDisk run) {
        return process -> {
            long before = run.lastFrameCount();
            return when(() -> run.lastFrameCount() > before).hasCome(process);
        };
    }

    /** That one, once this one has come. */
    default KillMoment then(KillMoment next) {
        return process -> hasCome(process) && next.hasCome(process);
    }
}

package dqn.sweep;

import java.io.IOException;

/** Where the jobs of a sweep are carried out. */
public interface Engine extends AutoCloseable {
    /** How many at once. */
    int slots();

    /** What it is, for a person. */
    String description();

    /**
     * Carries out a job's programs; called from as many threads at once as there are slots.
     *
     * @return the exit code of the last program
     * @throws dqn.core.DqnException if the engine has given this job up; others may go on
     * @throws IOException if a program cannot be started
     * @throws InterruptedException if the calling thread was interrupted, after the program has saved itself and ended
     */
    int carryOut(Work work) throws IOException, InterruptedException;

    @Override
    void close();
}

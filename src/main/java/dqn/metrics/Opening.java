package dqn.metrics;

/** How a sink takes up the files of a run directory. */
public enum Opening {
    /** A new run: a file that is already there is refused. */
    CREATE,
    /** A run that begins again from its start: what is there is dropped. */
    REPLACE,
    /** A run that goes on: what is there stays until the checkpoint tells how much of it counts. */
    RESUME
}

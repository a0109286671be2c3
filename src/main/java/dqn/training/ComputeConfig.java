package dqn.training;

import dqn.core.InvalidSetting;
import java.util.OptionalInt;

/**
 * The {@code compute} part of the configuration.
 *
 * @param backend which network engine
 * @param threads of the network engine; empty: what OMP_NUM_THREADS said at the start, or one for each core
 * @param precision of the network's arithmetic
 * @param pipeline whether acting overlaps learning, where the agent's schedule allows it
 */
public record ComputeConfig(Backend backend, OptionalInt threads, Precision precision, boolean pipeline) {
    /** Which network engine. */
    public enum Backend {
        /** The fastest that works here. */
        AUTO,
        ONEDNN,
        DL4J
    }

    /** Of the network's arithmetic. */
    public enum Precision {
        /** bf16 where the processor computes it faster, as AMD's do that have it, and Intel's with AMX. */
        AUTO,
        FLOAT32,
        BF16
    }

    /** Refuses no threads, and more than any machine has. */
    public ComputeConfig {
        InvalidSetting.unlessWithin(1, 1_024, "threads", threads.orElse(1));
    }
}

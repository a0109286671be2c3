package dqn.preprocess;

import dqn.core.ObservationSpec;

/** One step from a picture of planes {@code [channels][height][width]} to the next. */
interface Stage {
    /** What it does, in a word. */
    String name();

    /** The shape of what {@link #apply} gives. */
    ObservationSpec output();

    /** The picture after this step, in a buffer that the next call overwrites; the source is left as it was. */
    byte[] apply(byte[] source);
}

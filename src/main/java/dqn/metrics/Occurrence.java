package dqn.metrics;

import dqn.core.SavedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Something that may hold for a while, be over, and come again: told when it begins, once each time. */
final class Occurrence {
    /** It is over when it was not seen for so many looks in a row: what flickers is one occurrence. */
    static final int CALM_LOOKS = 10;

    private int calmLooks = CALM_LOOKS;

    /** Somebody has looked; whether it has just begun. */
    boolean begins(boolean holds) {
        boolean begins = holds && calmLooks >= CALM_LOOKS;
        calmLooks = holds ? 0 : Math.min(calmLooks + 1, CALM_LOOKS);
        return begins;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(calmLooks);
    }

    void load(DataInput in) throws IOException {
        calmLooks = SavedState.within(in, CALM_LOOKS, "calm looks");
    }
}

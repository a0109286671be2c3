package dqn.sweep;

import dqn.core.InvalidSetting;
import java.util.ArrayList;
import java.util.List;

/**
 * How trials are stopped early: successive halving. A sweep that trains all its trials to their end has one rung.
 *
 * @param rungs lengths at which trials are compared, the last of which is their whole length
 * @param eta one of so many goes on from a rung, which is as many times as long as the one before
 */
public record Halving(int rungs, int eta) {
    private static final int MOST_RUNGS = 20;
    private static final int MOST_ETA = 100;

    /** All trials to their end. */
    public static final Halving NONE = new Halving(1, 2);

    /** Refuses what halves nothing. */
    public Halving {
        InvalidSetting.unlessWithin(1, MOST_RUNGS, "rungs", rungs);
        requireReducing(eta);
    }

    private static void requireReducing(int eta) {
        InvalidSetting.unlessWithin(2, MOST_ETA, "eta", eta);
    }

    /** With as many rungs as there are between two lengths. */
    public static Halving between(long minFrames, long frames, int eta) {
        InvalidSetting.unlessWithin(1, (double) frames, "minFrames", (double) minFrames);
        requireReducing(eta); // or the lengths would not come to an end
        int rungs = 1;
        for (long length = frames / eta; length >= minFrames; length /= eta) {
            rungs++;
        }
        InvalidSetting.unless(
                rungs <= MOST_RUNGS, "minFrames", "leads to " + rungs + " rungs, more than " + MOST_RUNGS);
        return new Halving(rungs, eta);
    }

    /** The length of each rung in frames, for trials of this whole length. */
    List<Long> lengths(long frames) {
        List<Long> lengths = new ArrayList<>();
        long length = frames;
        for (int rung = rungs; rung > 0; rung--) {
            lengths.add(0, length);
            InvalidSetting.unless(
                    length > 0, "rungs", "leaves no frames for the first rung of a trial of " + frames + " frames");
            length /= eta;
        }
        return lengths;
    }
}

package dqn.replay;

import dqn.core.Bytes;
import dqn.core.DqnException;
import dqn.core.ObservationSpec;

/**
 * What each lane gets of a replay's capacity, and of the memory that there is.
 *
 * @param frame shape of one frame
 * @param lanes environments
 */
record LaneShares(ReplayConfig config, ObservationSpec frame, int lanes) {
    /** A lane's share of a capacity in bytes has room for so many of its segments. */
    private static final long LEAST_SEGMENTS = 4;
    /** What even a lane of few transitions takes beside its segments. */
    private static final double LANE_BYTES = 64 << 10;

    /** Refuses fewer transitions than lanes. */
    LaneShares {
        if (config.capacity().transitions() != 0 && config.capacity().transitions() < lanes) {
            throw new DqnException(
                    "A replay of " + config.capacity().transitions() + " transitions cannot be shared by " + lanes
                            + " environments: set replay.capacity to at least " + lanes + ".");
        }
    }

    /** A lane's part of the capacity; the first ones have what does not divide. */
    long transitions(int lane) {
        return Math.max(
                1,
                config.capacity().transitions() / lanes
                        + (lane < config.capacity().transitions() % lanes ? 1 : 0));
    }

    /** The most bytes that the frames of a lane can take before they are compressed. */
    long frameBytes(int lane) {
        return (long) Math.min((double) transitions(lane) * frame.size(), (double) config.mostBytes() / lanes);
    }

    /**
     * More bytes than so many transitions ever take, though each were an episode of frames that cannot be compressed.
     * Where that much is free, how much exactly leaves no trace in what is saved.
     */
    long neverTaken(GroupCodec codec) {
        double lane = LEAST_SEGMENTS * SegmentedFrameStore.largestSegment(frame.size(), codec) + LANE_BYTES;
        double each = frame.size() + 20.0 + ReplayMemory.priorityBytes(config);
        return (long) (4 * ((double) config.capacity().transitions() + 10_000) * each
                + lanes * lane); // at most Long.MAX_VALUE
    }

    /**
     * Makes sure that so many bytes are enough for all lanes.
     *
     * @throws DqnException if the capacity is smaller, or the memory
     */
    void requireRoom(long limit, FrameStore frames) {
        long least = lanes * LEAST_SEGMENTS * frames.growth();
        if (config.mostBytes() < least) {
            throw new DqnException("A replay of " + config.mostBytes() + " bytes is too small for frames of this size:"
                    + " set replay.capacity to at least " + least + "B.");
        }
        if (limit < least) {
            throw new DqnException("The replays of " + lanes + " environments need at least " + Bytes.amount(least)
                    + " and may take " + Bytes.amount(limit) + " of the memory that is free: set environment.envs to at"
                    + " most " + Math.max(1, limit / (least / lanes)) + ", or stop what else takes memory.");
        }
    }
}

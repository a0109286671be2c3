package dqn.network;

/** Refuses arguments of a network that are too short, all backends alike. */
public final class NetworkArguments {
    private NetworkArguments() {}

    /** A batch of at least one, with its observations and room for its outputs. */
    public static void requireBatch(NetworkSpec spec, byte[] observations, int batch, float[] outputs) {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch of " + batch + " observations");
        }
        int needed = Math.multiplyExact(batch, spec.input().size());
        requireRoom("observations", observations.length, needed);
        requireRoom("outputs", outputs.length, batch * spec.outputs());
    }

    /** At least so many numbers. */
    public static void requireRoom(String what, int given, int needed) {
        if (given < needed) {
            throw new IllegalArgumentException(what + " of " + given + " numbers where " + needed + " are needed");
        }
    }

    /** Exactly so many. */
    public static void requireSize(String what, int given, int needed) {
        if (given != needed) {
            throw new IllegalArgumentException(what + " of " + given + " numbers where " + needed + " belong");
        }
    }
}

package dqn.network;

import java.util.List;

/**
 * What one update computes on. A network may split the batch among threads: then each runs the passes, the network
 * itself and the loss for rows of its own, without waiting for the others more than it must.
 *
 * @param reader fetches the observations, of the passes too, before anything is computed
 * @param passes outputs of networks of the same backend that the loss needs, such as those of the target network
 * @param observations of the network that learns, at least {@code batch}
 * @param outputs filled with its outputs, {@code [batch][outputs]}
 * @param outputGradient filled by the loss: its derivative by each output
 * @param loss told when a range of rows has all its outputs
 */
public record UpdateTask(
        Rows reader,
        List<Pass> passes,
        byte[] observations,
        int batch,
        float[] outputs,
        float[] outputGradient,
        Rows loss) {
    /** A forward pass for inference over the batch; its outputs are filled. */
    public record Pass(QNetwork network, byte[] observations, float[] outputs) {}

    /** Work on rows of the batch. */
    @FunctionalInterface
    public interface Rows {
        /** Does the rows {@code [from, to)}. Called for ranges that do not overlap, by any thread. */
        void accept(int from, int to);
    }
}

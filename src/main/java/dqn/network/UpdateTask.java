package dqn.network;

import java.util.List;

/**
 * What one update computes on. A network may split the batch among threads: then each runs the passes, the network
 * itself and the loss for rows of its own, without waiting for the others.
 *
 * @param passes outputs of networks of the same backend that the loss needs, such as those of the target network
 * @param observations of the network that learns, at least {@code batch}
 * @param outputs filled with its outputs, {@code [batch][outputs]}
 * @param outputGradient filled by the loss: its derivative by each output
 * @param loss told when a range of rows has all its outputs
 */
public record UpdateTask(
        List<Pass> passes, byte[] observations, int batch, float[] outputs, float[] outputGradient, Loss loss) {
    /** A forward pass for inference over the batch; its outputs are filled. */
    public record Pass(QNetwork network, byte[] observations, float[] outputs) {}

    /** A loss that is a sum over rows. */
    public interface Loss {
        /** Fills the rows {@code [from, to)} of the output gradient. Called for ranges that do not overlap, by any thread. */
        void gradient(int from, int to);
    }
}

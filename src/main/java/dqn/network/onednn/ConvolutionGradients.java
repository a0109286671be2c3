package dqn.network.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;

/** Sums the convolutions' gradients over the members, always in the same order. Each member sums a range of its own. */
final class ConvolutionGradients {
    private final Parameters parameters;
    private final FloatBuffer[][] weights;
    private final FloatBuffer[][] biases;
    private final float[] sum = new float[ParameterBlock.LARGEST_PIECE];
    private final float[] term = new float[ParameterBlock.LARGEST_PIECE];

    ConvolutionGradients(Parameters parameters, BackwardPass backward, int layers) {
        this.parameters = parameters;
        weights = new FloatBuffer[layers][];
        biases = new FloatBuffer[layers][];
        for (int i = 0; i < layers; i++) {
            weights[i] = floats(backward.weightGradients(i));
            biases[i] = floats(backward.biasGradients(i));
        }
    }

    private static FloatBuffer[] floats(NativeBuffer[] byMember) {
        return Arrays.stream(byMember)
                .filter(Objects::nonNull)
                .map(NativeBuffer::floats)
                .toArray(FloatBuffer[]::new);
    }

    /** Sums this member's ranges and hands them over. */
    void run(int member, int members, GradientSink sink) {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i].length > 0) {
                add(member, members, parameters.weights(i), weights[i], sink);
                add(member, members, parameters.biases(i), biases[i], sink);
            }
        }
    }

    private void add(int member, int members, ParameterBlock block, FloatBuffer[] shards, GradientSink sink) {
        int count = block.pieces().size();
        for (ParameterBlock.Piece piece :
                block.pieces().subList(count * member / members, count * (member + 1) / members)) {
            shards[0].get(piece.index(), sum, 0, piece.length());
            for (int s = 1; s < shards.length; s++) {
                shards[s].get(piece.index(), term, 0, piece.length());
                for (int i = 0; i < piece.length(); i++) {
                    sum[i] += term[i];
                }
            }
            sink.accept(member, piece, sum);
        }
    }
}

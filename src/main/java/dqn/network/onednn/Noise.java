package dqn.network.onednn;

import dqn.core.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * The learnt numbers of a noisy layer's weights or biases: means and spreads, piece by piece. The kernels compute with
 * mean + spread * noise (Fortunato et al. 2018).
 */
final class Noise {
    private final int firstPiece;
    private final int firstSpreadPiece;
    private final int spreadOffset;
    private final float[][] means;
    private final float[][] spreads;
    private final float[][] noise;

    /**
     * All zero.
     *
     * @param pieces of the block
     * @param firstSpreadPiece number that the optimiser knows the first piece of the spreads by
     * @param spreadOffset of the spreads in the whole vector
     */
    Noise(List<ParameterBlock.Piece> pieces, int firstSpreadPiece, int spreadOffset) {
        firstPiece = pieces.get(0).number();
        this.firstSpreadPiece = firstSpreadPiece;
        this.spreadOffset = spreadOffset;
        means = pieces.stream().map(p -> new float[p.length()]).toArray(float[][]::new);
        spreads = pieces.stream().map(p -> new float[p.length()]).toArray(float[][]::new);
        noise = pieces.stream().map(p -> new float[p.length()]).toArray(float[][]::new);
    }

    /** f(x) = sgn(x) sqrt|x| of normally distributed x. */
    static float[] factors(int count, RandomStream random) {
        float[] factors = new float[count];
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            factors[i] = (float) (Math.signum(x) * Math.sqrt(Math.abs(x)));
        }
        return factors;
    }

    int spreadOffset() {
        return spreadOffset;
    }

    int spreadNumber(ParameterBlock.Piece piece) {
        return firstSpreadPiece + index(piece);
    }

    private int index(ParameterBlock.Piece piece) {
        return piece.number() - firstPiece;
    }

    float[] means(ParameterBlock.Piece piece) {
        return means[index(piece)];
    }

    float[] spreads(ParameterBlock.Piece piece) {
        return spreads[index(piece)];
    }

    /** The noise itself; free to be filled, and then {@link #mix}ed in. */
    float[] noise(ParameterBlock.Piece piece) {
        return noise[index(piece)];
    }

    void silence() {
        for (float[] piece : noise) {
            Arrays.fill(piece, 0);
        }
    }

    /** What the kernels compute with. */
    void mix(ParameterBlock.Piece piece, float[] target) {
        float[] mean = means(piece);
        float[] spread = spreads(piece);
        float[] factor = noise(piece);
        for (int i = 0; i < mean.length; i++) {
            target[i] = mean[i] + spread[i] * factor[i];
        }
    }

    /** The gradient of the spreads, from that of what the kernels compute with, which is that of the means too. */
    void spreadGradient(ParameterBlock.Piece piece, float[] gradient, float[] target) {
        float[] factor = noise(piece);
        for (int i = 0; i < factor.length; i++) {
            target[i] = gradient[i] * factor[i];
        }
    }
}

package dqn.network.onednn;

import dqn.core.RandomStream;
import dqn.network.ParameterLayout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A network's parameters in native memory, as the kernels want them.
 *
 * <p>Seen as one vector, each layer's weights are followed by its biases; the optimiser's vectors have the same order.
 * They are stepped in place: whoever steps them waits until nobody computes with them any more.
 */
final class Parameters {
    private final List<CompiledLayer> layers;
    private final ParameterLayout layout;
    private final LogicalParameters logical;
    private final List<ParameterBlock> weights = new ArrayList<>();
    private final List<ParameterBlock> biases = new ArrayList<>();
    private final List<ParameterBlock.Piece> pieces = new ArrayList<>();
    /** Those of noisy layers. */
    private final List<ParameterBlock> noisy;

    private final Program refresh;
    private final int size;

    /** All zero. */
    Parameters(NativeScope scope, CompiledNetwork network) {
        layers = network.layers();
        layout = ParameterLayout.of(network.spec());
        logical = new LogicalParameters(network);
        int offset = 0;
        refresh = new Program(scope);
        for (CompiledLayer layer : layers) {
            WeightFormat format = layer.weights();
            ParameterBlock block = new ParameterBlock(
                    scope, offset, format.unit(), format.description(), layer.kernelWeights(), pieces.size());
            block.addRefresh(refresh);
            weights.add(block);
            pieces.addAll(block.pieces());
            offset = Math.addExact(offset, format.size());
            int unit = format instanceof DenseFormat ? DenseFormat.BLOCK : layer.biases();
            var numbers = Tensors.floats(layer.biases());
            biases.add(new ParameterBlock(scope, offset, unit, numbers, numbers, pieces.size()));
            pieces.addAll(biases.get(biases.size() - 1).pieces());
            offset = Math.addExact(offset, layer.biases());
        }
        refresh.seal();
        size = offset;
        if (network.streams().isDueling()) {
            int last = layers.size() - 1;
            weights.get(last)
                    .setMask(logical.mask(
                            last, layout.layers().get(last), layout.layers().get(last + 1)));
        }
        noisy = network.spec().head().noisy() ? addNoise() : List.of();
    }

    private List<ParameterBlock> addNoise() {
        List<ParameterBlock> blocks = new ArrayList<>();
        int number = pieces.size();
        int offset = size;
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof DenseLayer) {
                for (ParameterBlock block : List.of(weights.get(i), biases.get(i))) {
                    block.setNoise(new Noise(block.pieces(), number, offset));
                    number += block.pieces().size();
                    offset += block.size();
                    blocks.add(block);
                }
            }
        }
        return blocks;
    }

    /** Floats of the whole vector, with those that only fill up. */
    int size() {
        return size;
    }

    ParameterBlock weights(int layer) {
        return weights.get(layer);
    }

    ParameterBlock biases(int layer) {
        return biases.get(layer);
    }

    /** All pieces, in the order of the whole vector. */
    List<ParameterBlock.Piece> pieces() {
        return pieces;
    }

    /** What the optimiser works on: all pieces, and behind them those of the spreads. */
    int[] pieceLengths() {
        return Stream.concat(pieces.stream(), noisy.stream().flatMap(block -> block.pieces().stream()))
                .mapToInt(ParameterBlock.Piece::length)
                .toArray();
    }

    /** Of the vectors that the optimiser remembers. */
    private int vectorSize() {
        return size + noisy.stream().mapToInt(ParameterBlock::size).sum();
    }

    /** One member's part of renewing the kernels' copy, where they have one, when all members have stepped theirs. */
    void refresh(int member, Team team) {
        if (refresh.size() > 0) {
            team.await();
            for (int task = member; task < refresh.size(); task += team.size()) {
                refresh.run(task, task + 1);
            }
        }
    }

    /** From {@link ParameterLayout}'s order. */
    void write(float[] flat) {
        for (int i = 0; i < layers.size(); i++) {
            logical.toNative(
                    flat,
                    layout.layers(),
                    i,
                    weights.get(i).floats(),
                    biases.get(i).floats());
        }
        if (!noisy.isEmpty()) {
            float[] learnt = toNative(flat);
            forNoisyPieces((noise, piece) -> {
                System.arraycopy(learnt, piece.offset(), noise.means(piece), 0, piece.length());
                System.arraycopy(learnt, spreadOffset(noise, piece), noise.spreads(piece), 0, piece.length());
            });
        }
        mixNoise();
    }

    /** To {@link ParameterLayout}'s order. */
    void read(float[] flat) {
        fromNative(learnt(), flat);
    }

    /** A copy of what is learnt, in this class's order. */
    float[] learnt() {
        float[] vector = new float[vectorSize()];
        for (List<ParameterBlock> blocks : List.of(weights, biases)) {
            for (ParameterBlock block : blocks) {
                block.floats().get(0, vector, block.offset(), block.size());
            }
        }
        forNoisyPieces((noise, piece) -> {
            System.arraycopy(noise.means(piece), 0, vector, piece.offset(), piece.length());
            System.arraycopy(noise.spreads(piece), 0, vector, spreadOffset(noise, piece), piece.length());
        });
        return vector;
    }

    /** From a network of the same shape; the noise stays its own. */
    void copyFrom(Parameters other) {
        if (!noisy.isEmpty()) {
            float[] flat = new float[layout.size()];
            other.read(flat);
            write(flat);
            return;
        }
        for (int i = 0; i < layers.size(); i++) {
            weights.get(i).copyFrom(other.weights.get(i));
            biases.get(i).copyFrom(other.biases.get(i));
        }
        refresh.run(0, refresh.size());
    }

    /** One member's part of moving by a share of the way towards those of a network of the same shape, without noise. */
    void moveTowards(Parameters goal, float share, int member, Team team) {
        float[] numbers = new float[ParameterBlock.LARGEST_PIECE];
        float[] goals = new float[ParameterBlock.LARGEST_PIECE];
        for (int i = member; i < pieces.size(); i += team.size()) {
            ParameterBlock.Piece piece = pieces.get(i);
            piece.read(numbers);
            goal.pieces.get(i).read(goals);
            for (int k = 0; k < piece.length(); k++) {
                numbers[k] += share * (goals[k] - numbers[k]);
            }
            piece.write(numbers);
        }
        refresh(member, team);
    }

    private interface NoisyPieceVisitor {
        void visit(Noise noise, ParameterBlock.Piece piece);
    }

    private void forNoisyPieces(NoisyPieceVisitor visitor) {
        noisy.forEach(block -> block.pieces().forEach(piece -> visitor.visit(block.noise(), piece)));
    }

    private static int spreadOffset(Noise noise, ParameterBlock.Piece piece) {
        return noise.spreadOffset() + piece.index();
    }

    /** Draws the noise anew: of each layer one number for each input and each output (Fortunato et al. 2018, factorised). */
    void drawNoise(RandomStream random) {
        for (int i = 0; i < layers.size(); i++) {
            Noise ofWeights = weights.get(i).noise();
            if (ofWeights != null && layers.get(i).weights() instanceof DenseFormat format) {
                float[] inputs = Noise.factors(format.inputs(), random);
                float[] outputs = Noise.factors(layers.get(i).biases(), random);
                for (ParameterBlock.Piece piece : weights.get(i).pieces()) {
                    format.outerProduct(piece, inputs, outputs, ofWeights.noise(piece));
                }
                Noise ofBiases = biases.get(i).noise();
                for (ParameterBlock.Piece piece : biases.get(i).pieces()) {
                    System.arraycopy(outputs, piece.index(), ofBiases.noise(piece), 0, piece.length());
                }
            }
        }
        renewNoise();
    }

    /** Lets noisy layers compute with their means. */
    void silenceNoise() {
        noisy.forEach(block -> block.noise().silence());
        renewNoise();
    }

    private void renewNoise() {
        if (!noisy.isEmpty()) {
            mixNoise();
        }
    }

    private void mixNoise() {
        float[] mixed = new float[ParameterBlock.LARGEST_PIECE];
        forNoisyPieces((noise, piece) -> {
            noise.mix(piece, mixed);
            piece.write(mixed);
        });
        refresh.run(0, refresh.size());
    }

    /** A vector of the optimiser, in this class's order, from one in {@link ParameterLayout}'s. */
    float[] toNative(float[] flat) {
        float[] vector = new float[vectorSize()];
        for (int i = 0; i < layers.size(); i++) {
            ParameterBlock weight = weights.get(i);
            ParameterBlock bias = biases.get(i);
            logical.toNative(flat, layout.layers(), i, slice(vector, weight, false), slice(vector, bias, false));
            if (weight.noise() != null) {
                logical.toNative(flat, layout.spreads(), i, slice(vector, weight, true), slice(vector, bias, true));
            }
        }
        return vector;
    }

    /** A copy of what is learnt, in {@link ParameterLayout}'s order when it is asked for. */
    Supplier<float[]> capture() {
        return orderedLater(learnt());
    }

    /** A vector of this class's order, given away, in {@link ParameterLayout}'s when it is asked for. */
    Supplier<float[]> orderedLater(float[] vector) {
        return new OrderedLater(this, vector);
    }

    /** A vector of this class's order in {@link ParameterLayout}'s. */
    float[] ordered(float[] vector) {
        float[] flat = new float[layout.size()];
        fromNative(vector, flat);
        return flat;
    }

    private void fromNative(float[] vector, float[] flat) {
        for (int i = 0; i < layers.size(); i++) {
            ParameterBlock weight = weights.get(i);
            ParameterBlock bias = biases.get(i);
            logical.fromNative(slice(vector, weight, false), slice(vector, bias, false), flat, layout.layers(), i);
            if (weight.noise() != null) {
                logical.fromNative(slice(vector, weight, true), slice(vector, bias, true), flat, layout.spreads(), i);
            }
        }
    }

    /** A gradient in {@link ParameterLayout}'s order, from that of what the kernels compute with. */
    void readGradient(float[] kept, float[] flat) {
        float[] vector = Arrays.copyOf(kept, vectorSize());
        forNoisyPieces((noise, piece) -> {
            float[] gradient = Arrays.copyOfRange(kept, piece.offset(), piece.offset() + piece.length());
            float[] spread = new float[piece.length()];
            noise.spreadGradient(piece, gradient, spread);
            System.arraycopy(spread, 0, vector, spreadOffset(noise, piece), piece.length());
        });
        fromNative(vector, flat);
    }

    private static FloatBuffer slice(float[] vector, ParameterBlock block, boolean spread) {
        int offset = spread ? block.noise().spreadOffset() : block.offset();
        return FloatBuffer.wrap(vector, offset, block.size()).slice();
    }
}

package dqn.network.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/**
 * From the gradient of the outputs to that of every layer before its ReLU, and to the gradient of the convolutions'
 * parameters from each member's rows. Split as {@link ForwardPass} is: what a member's outputs of a wide layer pass on is a
 * part of a sum, which is then added up by rows, always in the same order.
 */
final class BackwardPass {
    private final NativeScope scope;
    private final CompiledNetwork network;
    private final Parameters parameters;
    private final BatchBuffers buffers;
    private final Shares shares;
    private final List<Segments> segments = new ArrayList<>();
    /** As the loss gives it, in float32. */
    private final NativeBuffer lossGradient;

    private final FloatBuffer outputGradient;
    /** That of the last layer's units, on the heap. */
    private final float[] units;

    /** By layer and member; null where the layer is dense or the member has no rows. */
    private final NativeBuffer[][] weightGradients;

    private final NativeBuffer[][] biasGradients;
    /** What each member passes on from a wide layer, by layer and member; null where it has no outputs of it. */
    private final NativeBuffer[][] parts;

    BackwardPass(
            NativeScope scope, CompiledNetwork network, Parameters parameters, BatchBuffers buffers, Shares shares) {
        this.scope = scope;
        this.network = network;
        this.parameters = parameters;
        this.buffers = buffers;
        this.shares = shares;
        int count = network.layers().size();
        weightGradients = new NativeBuffer[count][shares.members()];
        biasGradients = new NativeBuffer[count][shares.members()];
        parts = new NativeBuffer[count][shares.members()];
        lossGradient = buffers.type() == data_type.f32
                ? buffers.gradients(count, 0).buffer()
                : scope.allocate(Tensors.floats((long) shares.batch() * buffers.size(count)));
        outputGradient = lossGradient.floats();
        units = new float[outputGradient.capacity()];
        allocateParts();
        for (int member = 0; member < shares.members(); member++) {
            segments.add(compile(member));
        }
    }

    private boolean isSplit(int i) {
        return shares.members() > 1 && network.wideLayer(i) != null;
    }

    private void allocateParts() {
        for (int i = 1; i < parts.length; i++) {
            for (int member = 0; isSplit(i) && member < shares.members(); member++) {
                if (outputs(i, member) > 0) {
                    parts[i][member] =
                            scope.allocate(Tensors.dense(buffers.type(), (long) shares.batch() * buffers.size(i)));
                }
            }
        }
    }

    /** How many outputs of a wide layer are a member's. */
    private int outputs(int i, int member) {
        int all = network.layers().get(i).biases();
        return shares.firstOutput(member + 1, all) - shares.firstOutput(member, all);
    }

    private Segments compile(int member) {
        Segments mine = new Segments(scope);
        addLossGradient(mine.program(), member);
        for (int i = network.layers().size() - 1; i >= 0; i--) {
            if (network.layers().get(i) instanceof ConvolutionLayer layer) {
                if (shares.haveHelpers()) {
                    mine.cut();
                }
                addWeightGradients(mine.program(), i, layer, member);
            }
            if (i > 0 && isSplit(i)) {
                mine.cut();
                addPart(mine.program(), i, member);
                mine.cut();
                addSum(mine.program(), i, member);
            } else if (i > 0 && shares.rows(member) > 0) {
                int row = shares.from(member);
                network.layers()
                        .get(i)
                        .addBackwardData(
                                mine.program(),
                                shares.rows(member),
                                buffers.activations(i, row),
                                buffers.gradients(i + 1, row),
                                parameters.weights(i),
                                parameters.biases(i),
                                buffers.gradients(i, row));
            }
            addRelu(mine.program(), i, member);
        }
        mine.cut();
        mine.program().seal();
        return mine;
    }

    private void addLossGradient(Program program, int member) {
        int count = network.layers().size();
        Rows target = buffers.gradients(count, shares.from(member));
        long size = (long) shares.rows(member) * buffers.size(count);
        if (size > 0 && buffers.type() != data_type.f32) {
            memory.desc from = Tensors.floats(size);
            memory source = lossGradient.view(from, (long) shares.from(member) * buffers.size(count) * Float.BYTES);
            memory.desc to = Tensors.dense(buffers.type(), size);
            Elementwise.addReorder(program, "loss", from, source, to, target.as(to));
        }
    }

    /** Those from a member's own rows, or from another's, who passes the gradient on at the same time. */
    private void addWeightGradients(Program program, int i, ConvolutionLayer layer, int member) {
        for (int of = 0; of < shares.members(); of++) {
            if (shares.rows(of) > 0 && shares.learner(of) == member) {
                weightGradients[i][member] = scope.allocate(layer.weights().description());
                biasGradients[i][member] = scope.allocate(Tensors.floats(layer.biases()));
                layer.addBackwardWeights(
                        program,
                        shares.rows(of),
                        buffers.activations(i, shares.from(of)),
                        buffers.gradients(i + 1, shares.from(of)),
                        weightGradients[i][member],
                        biasGradients[i][member]);
            }
        }
    }

    private void addPart(Program program, int i, int member) {
        DenseLayer layer = network.wideLayer(i);
        int from = shares.firstOutput(member, layer.biases());
        int count = outputs(i, member);
        if (count == 0) {
            return;
        }
        memory.desc dense = Tensors.dense(buffers.type(), shares.batch(), count);
        NativeBuffer mine = scope.allocate(dense);
        Columns columns = buffers.gradientColumns(i + 1, from, count);
        memory source = columns.of(buffers.gradients(i + 1, 0));
        Elementwise.addReorder(program, "columns", columns.description(), source, dense, mine.view(dense, 0));
        layer.addBackwardData(
                program,
                shares.batch(),
                from,
                count,
                new Rows(mine, 0),
                parameters.weights(i),
                new Rows(parts[i][member], 0));
    }

    private void addSum(Program program, int i, int member) {
        long count = (long) shares.rows(member) * buffers.size(i);
        if (count == 0) {
            return;
        }
        long offset = (long) shares.from(member) * buffers.size(i) * Tensors.bytesOf(buffers.type());
        Rows sum = buffers.gradients(i, shares.from(member));
        List<Rows> given = Arrays.stream(parts[i])
                .filter(Objects::nonNull)
                .map(part -> new Rows(part, offset))
                .toList();
        if (given.size() == 1) { // all outputs are one member's
            memory.desc tensor = Tensors.dense(buffers.type(), count);
            Elementwise.addReorder(program, "part", tensor, given.get(0).as(tensor), tensor, sum.as(tensor));
        }
        Rows before = given.get(0);
        for (Rows next : given.subList(1, given.size())) {
            Elementwise.addSum(program, buffers.type(), count, before, next, sum);
            before = sum;
        }
    }

    private void addRelu(Program program, int i, int member) {
        int row = shares.from(member);
        long count = (long) shares.rows(member) * buffers.size(i);
        if (i > 0 && count > 0 && network.layers().get(i - 1).hasRelu()) {
            Elementwise.addReluBackward(
                    program, buffers.type(), count, buffers.activations(i, row), buffers.gradients(i, row));
        }
    }

    /** How many segments every member runs; all wait for one another in between. */
    int segmentCount() {
        return segments.get(0).count();
    }

    /** Runs a member's segment; the first begins by taking its rows of the output gradient in. */
    void run(int member, int segment, float[] gradient) {
        if (segment == 0) {
            int size = buffers.size(network.layers().size());
            int start = shares.from(member) * size;
            network.streams().split(gradient, units, shares.from(member), shares.to(member));
            outputGradient.put(start, units, start, shares.rows(member) * size);
        }
        segments.get(member).run(segment);
    }

    /** A convolution's gradient from the rows of each member that has any; none for a dense layer. */
    NativeBuffer[] weightGradients(int layer) {
        return weightGradients[layer];
    }

    NativeBuffer[] biasGradients(int layer) {
        return biasGradients[layer];
    }

    List<String> kernels() {
        return segments.stream().flatMap(s -> s.program().names().stream()).toList();
    }
}

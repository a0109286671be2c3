package dqn.network.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.memory;

/**
 * From a batch of observations to its outputs, on all members of a team. Each computes rows of its own, but of a wide
 * layer outputs of its own for all the rows, so that it reads a part of the weights only: before and behind such a layer
 * they wait for one another.
 */
final class ForwardPass {
    private final CompiledNetwork network;
    private final Parameters parameters;
    private final BatchBuffers buffers;
    private final Shares shares;
    private final List<Segments> segments = new ArrayList<>();
    /** By member; empty for one without rows. */
    private final List<Optional<InputStage>> inputs = new ArrayList<>();

    private final FloatBuffer outputs;
    /** The last layer's, on the heap. */
    private final float[] units;

    ForwardPass(
            NativeScope scope, CompiledNetwork network, Parameters parameters, BatchBuffers buffers, Shares shares) {
        this.network = network;
        this.parameters = parameters;
        this.buffers = buffers;
        this.shares = shares;
        for (int member = 0; member < shares.members(); member++) {
            segments.add(compile(scope, member));
        }
        outputs = buffers.activations(network.layers().size(), 0).buffer().floats();
        units = new float[outputs.capacity()];
    }

    private Segments compile(NativeScope scope, int member) {
        Segments mine = new Segments(scope);
        int row = shares.from(member);
        int rows = shares.rows(member);
        inputs.add(
                rows == 0
                        ? Optional.empty()
                        : Optional.of(new InputStage(
                                scope,
                                mine.program(),
                                network.input(),
                                rows,
                                network.spec().scale(),
                                network.type(),
                                buffers.activations(0, row))));
        for (int i = 0; i < network.layers().size(); i++) {
            DenseLayer wide = shares.members() > 1 ? network.wideLayer(i) : null;
            if (wide != null) {
                mine.cut();
                addOutputs(scope, mine.program(), i, wide, member);
                mine.cut();
            } else if (rows > 0) {
                network.layers()
                        .get(i)
                        .addForward(
                                mine.program(),
                                rows,
                                buffers.activations(i, row),
                                parameters.weights(i),
                                parameters.biases(i),
                                buffers.activations(i + 1, row));
            }
        }
        mine.cut();
        mine.program().seal();
        return mine;
    }

    /** The member's outputs of a wide layer, put in their columns. */
    private void addOutputs(NativeScope scope, Program program, int i, DenseLayer layer, int member) {
        int from = shares.firstOutput(member, layer.outputSize());
        int count = shares.firstOutput(member + 1, layer.outputSize()) - from;
        if (count == 0) {
            return;
        }
        int rows = shares.batch();
        memory.desc dense = Tensors.dense(buffers.typeOf(i + 1), rows, count);
        NativeBuffer mine = scope.allocate(dense);
        layer.addForward(
                program,
                rows,
                from,
                count,
                buffers.activations(i, 0),
                parameters.weights(i),
                parameters.biases(i),
                new Rows(mine, 0));
        memory source = mine.view(dense, 0);
        Columns columns = buffers.activationColumns(i + 1, from, count);
        Elementwise.addReorder(
                program,
                "columns",
                dense,
                new memory[] {source, source},
                columns.description(),
                columns.of(buffers.activations(i + 1, 0)));
    }

    /** How many segments every member runs; all wait for one another in between. */
    int segmentCount() {
        return segments.get(0).count();
    }

    /** Runs a member's segment; the first begins by taking its observations in. */
    void run(int member, int segment, byte[] observations, int buffer) {
        if (segment == 0) {
            inputs.get(member).ifPresent(input -> input.stage(observations, shares.from(member)));
        }
        segments.get(member).run(segment, buffer);
    }

    /** Writes a member's rows of the outputs to the same rows of {@code target}. */
    void readOutputs(int member, float[] target) {
        int size = network.streams().units();
        int start = shares.from(member) * size;
        outputs.get(start, units, start, shares.rows(member) * size);
        network.streams().combine(units, target, shares.from(member), shares.to(member));
    }

    Shares shares() {
        return shares;
    }

    List<String> kernels() {
        return segments.stream().flatMap(s -> s.program().names().stream()).toList();
    }
}

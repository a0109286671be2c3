package dqn.network.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;

/**
 * From a batch of observations to its outputs, on all members of a team.
 *
 * <p>Up to the first wide layer the rows go in small chunks, each to whichever member is free: which one it is does not
 * change what comes out, so members that are late or slow hold nobody up. From there on each computes rows of its own,
 * but of a wide layer outputs of its own for all the rows, so that it reads a part of the weights only: before and
 * behind such a layer they wait for one another.
 */
final class ForwardPass {
    private static final int CHUNK_ROWS = 4;

    private record Chunk(int from, InputStage input, Program program) {}

    private final CompiledNetwork network;
    private final Parameters parameters;
    private final BatchBuffers buffers;
    private final Shares shares;
    /** Number of layers that are computed in chunks. */
    private final int chunked;

    private final List<Chunk> chunks = new ArrayList<>();
    /** What comes behind the chunks, by member. */
    private final List<Segments> segments = new ArrayList<>();

    private final FloatBuffer outputs;
    /** The last layer's, on the heap. */
    private final float[] units;

    ForwardPass(
            NativeScope scope, CompiledNetwork network, Parameters parameters, BatchBuffers buffers, Shares shares) {
        this.network = network;
        this.parameters = parameters;
        this.buffers = buffers;
        this.shares = shares;
        chunked = layersBeforeAWideOne();
        for (int from = 0; from < shares.batch(); from += CHUNK_ROWS) {
            chunks.add(compileChunk(scope, from, Math.min(CHUNK_ROWS, shares.batch() - from)));
        }
        for (int member = 0; member < shares.members(); member++) {
            segments.add(compile(scope, member));
        }
        outputs = buffers.activations(network.layers().size(), 0).buffer().floats();
        units = new float[outputs.capacity()];
    }

    private int layersBeforeAWideOne() {
        int count = 0;
        while (count < network.layers().size() && !isSplit(count)) {
            count++;
        }
        return count;
    }

    private boolean isSplit(int layer) {
        return shares.members() > 1 && network.wideLayer(layer) != null;
    }

    private Chunk compileChunk(NativeScope scope, int from, int rows) {
        Program program = new Program(scope);
        InputStage input = new InputStage(
                scope,
                program,
                network.input(),
                rows,
                network.spec().scale(),
                network.type(),
                buffers.activations(0, from));
        for (int i = 0; i < chunked; i++) {
            addRows(program, i, from, rows);
        }
        program.seal();
        return new Chunk(from, input, program);
    }

    private Segments compile(NativeScope scope, int member) {
        Segments mine = new Segments(scope);
        for (int i = chunked; i < network.layers().size(); i++) {
            if (isSplit(i)) {
                if (i > chunked) {
                    mine.cut();
                }
                addOutputs(scope, mine.program(), i, network.wideLayer(i), member);
                mine.cut();
            } else if (shares.rows(member) > 0) {
                addRows(mine.program(), i, shares.from(member), shares.rows(member));
            }
        }
        mine.cut();
        mine.program().seal();
        return mine;
    }

    private void addRows(Program program, int i, int from, int rows) {
        network.layers()
                .get(i)
                .addForward(
                        program,
                        rows,
                        buffers.activations(i, from),
                        parameters.weights(i),
                        parameters.biases(i),
                        buffers.activations(i + 1, from));
    }

    /** The member's outputs of a wide layer, put in their columns. */
    private void addOutputs(NativeScope scope, Program program, int i, DenseLayer layer, int member) {
        int from = shares.firstOutput(member, layer.biases());
        int count = shares.firstOutput(member + 1, layer.biases()) - from;
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
                program, "columns", dense, source, columns.description(), columns.of(buffers.activations(i + 1, 0)));
    }

    int chunkCount() {
        return chunks.size();
    }

    /** Takes a chunk's observations in, and computes it; any member may, each chunk one. */
    void runChunk(int number, byte[] observations) {
        Chunk chunk = chunks.get(number);
        chunk.input.stage(observations, chunk.from);
        chunk.program.run(0, chunk.program.size());
    }

    /** How many segments every member runs when all chunks are done; all wait for one another in between. */
    int segmentCount() {
        return segments.get(0).count();
    }

    void runSegment(int member, int segment) {
        segments.get(member).run(segment);
    }

    /** Writes a member's rows of the outputs to the same rows of {@code target}. */
    void readOutputs(int member, float[] target) {
        int size = network.streams().size();
        int start = shares.from(member) * size;
        outputs.get(start, units, start, shares.rows(member) * size);
        network.streams().combine(units, target, shares.from(member), shares.to(member));
    }

    Shares shares() {
        return shares;
    }

    List<String> kernels() {
        List<String> names = new ArrayList<>();
        chunks.forEach(chunk -> names.addAll(chunk.program.names()));
        segments.forEach(member -> names.addAll(member.program().names()));
        return names;
    }
}

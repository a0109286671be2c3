package dqn.network.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/**
 * One member's part of the dense layers' gradients: the weights of some of the outputs, from the whole batch. So no
 * gradient is summed over members, and what is computed goes to the optimiser while it is in the core's second cache.
 */
final class DenseGradients {
    /** Bytes of gradient in one go, a quarter of a small second cache. */
    private static final int PIECE = 1 << 19;

    /** For some outputs of a layer: what of the gradient concerns them, and what comes of it. */
    private record Room(int outputs, NativeBuffer dy, NativeBuffer weights, NativeBuffer biases) {}

    /** Some outputs of a layer, and the kernels {@code [start, end)} that compute their gradient. */
    private record Job(int layer, int from, int outputs, int start, int end, FloatBuffer weights, FloatBuffer biases) {}

    private final Parameters parameters;
    private final BatchBuffers buffers;
    private final NativeScope scope;
    private final Program program;
    private final List<Job> jobs = new ArrayList<>();
    private final float[] piece = new float[ParameterBlock.LARGEST_PIECE];

    DenseGradients(
            NativeScope scope,
            CompiledNetwork network,
            Parameters parameters,
            BatchBuffers buffers,
            int member,
            int members) {
        this.scope = scope;
        this.parameters = parameters;
        this.buffers = buffers;
        program = new Program(scope);
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof DenseLayer layer) {
                addJobs(i, layer, member, members);
            }
        }
        program.seal();
    }

    private void addJobs(int i, DenseLayer layer, int member, int members) {
        int outputs = layer.biases();
        int perJob = outputsPerJob(layer, members);
        int count = (outputs + perJob - 1) / perJob;
        Room room = null;
        for (int job = count * member / members; job < count * (member + 1) / members; job++) {
            int from = job * perJob;
            int mine = Math.min(perJob, outputs - from);
            if (room == null || room.outputs != mine) {
                room = room(layer, mine);
            }
            jobs.add(job(i, layer, from, room));
        }
    }

    /** Whole blocks, and as many jobs for each member as for the others. */
    private static int outputsPerJob(DenseLayer layer, int members) {
        int block = DenseFormat.BLOCK;
        int fitting = Math.max(block, PIECE / Float.BYTES / layer.weights().outputStride() / block * block);
        int jobs = (layer.biases() + fitting - 1) / fitting;
        int evenJobs = (jobs + members - 1) / members * members;
        int outputs = (layer.biases() + evenJobs - 1) / evenJobs;
        return (outputs + block - 1) / block * block;
    }

    private Room room(DenseLayer layer, int outputs) {
        return new Room(
                outputs,
                scope.allocate(Tensors.dense(buffers.type(), (long) buffers.batch() * outputs)),
                scope.allocate(layer.weights().describe(data_type.f32, outputs)),
                scope.allocate(Tensors.floats(outputs)));
    }

    private Job job(int i, DenseLayer layer, int from, Room room) {
        int start = program.size();
        memory.desc mine = Tensors.dense(buffers.type(), buffers.batch(), room.outputs);
        Columns columns = buffers.gradientColumns(i + 1, from, room.outputs);
        memory source = columns.of(buffers.gradients(i + 1, 0));
        Elementwise.addReorder(program, "columns", columns.description(), source, mine, room.dy.view(mine, 0));
        layer.addBackwardWeights(
                program,
                buffers.batch(),
                room.outputs,
                buffers.activations(i, 0),
                new Rows(room.dy, 0),
                room.weights,
                room.biases);
        return new Job(i, from, room.outputs, start, program.size(), room.weights.floats(), room.biases.floats());
    }

    /** Computes the gradients and hands them over. */
    void run(int member, GradientSink sink) {
        for (Job job : jobs) {
            program.run(job.start, job.end);
            deliver(member, parameters.weights(job.layer), job, job.weights, sink);
            deliver(member, parameters.biases(job.layer), job, job.biases, sink);
        }
    }

    private void deliver(int member, ParameterBlock block, Job job, FloatBuffer gradient, GradientSink sink) {
        int firstUnit = job.from / DenseFormat.BLOCK;
        int units = (job.outputs + DenseFormat.BLOCK - 1) / DenseFormat.BLOCK;
        for (ParameterBlock.Piece next : block.piecesOfUnits(firstUnit, firstUnit + units)) {
            gradient.get(next.index() - firstUnit * block.unit(), piece, 0, next.length());
            block.maskGradient(next, piece);
            sink.accept(member, next, piece);
        }
    }

    Program program() {
        return program;
    }
}

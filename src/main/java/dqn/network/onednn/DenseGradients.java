package dqn.network.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One member's part of the dense layers' gradients: the weights of some of the outputs, from the whole batch. So no
 * gradient is summed over members, and what is computed goes to the optimiser while it is in the core's second cache.
 */
final class DenseGradients {
    /** Bytes of gradient in one go, a quarter of a small second cache. */
    private static final int PIECE = 1 << 19;

    /** Some outputs of a layer; {@code dy} is what of the gradient concerns them. */
    private record Job(
            int layer, int from, int outputs, int kernel, FloatBuffer dy, FloatBuffer weights, FloatBuffer biases) {}

    private final CompiledNetwork network;
    private final Parameters parameters;
    private final BatchBuffers buffers;
    private final NativeScope scope;
    private final Program program;
    private final List<Job> jobs = new ArrayList<>();
    private final FloatBuffer[] gradients;
    private final float[] piece = new float[Parameters.LARGEST_PIECE];

    DenseGradients(
            NativeScope scope,
            CompiledNetwork network,
            Parameters parameters,
            BatchBuffers buffers,
            int member,
            int members) {
        this.scope = scope;
        this.network = network;
        this.parameters = parameters;
        this.buffers = buffers;
        program = new Program(scope);
        gradients = new FloatBuffer[network.layers().size()];
        for (int i = 0; i < gradients.length; i++) {
            if (network.layers().get(i) instanceof DenseLayer layer) {
                gradients[i] = buffers.gradients(i + 1, 0).buffer().floats();
                addJobs(i, layer, member, members);
            }
        }
        program.seal();
    }

    private void addJobs(int i, DenseLayer layer, int member, int members) {
        int outputs = layer.biases();
        int perJob = outputsPerJob(layer, members);
        int count = (outputs + perJob - 1) / perJob;
        Job whole = null;
        for (int job = count * member / members; job < count * (member + 1) / members; job++) {
            int from = job * perJob;
            int mine = Math.min(perJob, outputs - from);
            whole = whole == null || whole.outputs != mine ? job(i, layer, from, mine) : sameKernel(whole, from);
            jobs.add(whole);
        }
    }

    private static Job sameKernel(Job job, int from) {
        return new Job(job.layer, from, job.outputs, job.kernel, job.dy, job.weights, job.biases);
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

    private Job job(int i, DenseLayer layer, int from, int outputs) {
        NativeBuffer dy = scope.allocate(Tensors.floats((long) buffers.batch() * outputs));
        NativeBuffer weights = scope.allocate(layer.weights().describe(outputs));
        NativeBuffer biases = scope.allocate(Tensors.floats(outputs));
        int kernel = layer.addBackwardWeights(
                program, buffers.batch(), outputs, buffers.activations(i, 0), new Rows(dy, 0), weights, biases);
        return new Job(i, from, outputs, kernel, dy.floats(), weights.floats(), biases.floats());
    }

    /** Computes the gradients and hands them over. */
    void run(int member, GradientSink sink) {
        for (Job job : jobs) {
            int outputs = network.layers().get(job.layer).biases();
            for (int row = 0; row < buffers.batch(); row++) {
                job.dy.put(row * job.outputs, gradients[job.layer], row * outputs + job.from, job.outputs);
            }
            program.run(job.kernel, job.kernel + 1, 0);
            deliver(member, parameters.weights(job.layer), job, job.weights, sink);
            deliver(member, parameters.biases(job.layer), job, job.biases, sink);
        }
    }

    private void deliver(int member, Parameters.Block block, Job job, FloatBuffer gradient, GradientSink sink) {
        int firstUnit = job.from / DenseFormat.BLOCK;
        int units = (job.outputs + DenseFormat.BLOCK - 1) / DenseFormat.BLOCK;
        for (Parameters.Piece next : block.piecesOfUnits(firstUnit, firstUnit + units)) {
            gradient.get(next.index() - firstUnit * block.unit(), piece, 0, next.length());
            sink.accept(member, next, piece);
        }
    }

    Program program() {
        return program;
    }
}

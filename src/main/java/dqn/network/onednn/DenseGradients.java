package dqn.network.onednn;

import dqn.network.HeadSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/**
 * One member's part of the dense layers' gradients: the weights of some of the outputs, from the whole batch. So no
 * gradient is summed over members, and what is computed goes to the optimiser while it is in the core's second cache:
 * where the weights of a block of outputs do not fit there, those from some inputs at a time.
 */
final class DenseGradients {
    /** Bytes of gradient in one go, a quarter of a small second cache. */
    private static final int PIECE = 1 << 19;

    /** What a layer's gradient is a product of: {@code x [rows][inputs]} and {@code dy [rows][outputs]}. */
    private record Sides(int rows, int inputs, Rows x, Rows dy) {}

    /** For some outputs and inputs of a layer: what of the gradient concerns them, and what comes of it. */
    private record Room(int outputs, int inputs, NativeBuffer dy, NativeBuffer weights, NativeBuffer biases) {}

    /** Some outputs and inputs of a layer, and the kernels {@code [start, end)} that compute their gradient. */
    private record Job(
            int layer,
            int firstOutput,
            int outputs,
            int firstInput,
            int start,
            int end,
            FloatBuffer weights,
            FloatBuffer biases) {}

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
            CompiledLayer layer = network.layers().get(i);
            int start = program.size();
            if (layer instanceof DenseLayer dense) {
                addJobs(i, dense, sides(i), start, member, members);
            } else if (layer instanceof QuantileLayer quantiles) {
                addJobs(i, quantiles.embedding(), summed(i, quantiles), start, member, members);
            }
        }
        program.seal();
    }

    private Sides sides(int i) {
        return new Sides(
                buffers.kernelRows(i), buffers.width(i), buffers.activations(i, 0), buffers.gradients(i + 1, 0));
    }

    /**
     * All rows of the batch have the same cosines: their gradients are added up first. Each member computes all gates again,
     * also while another steps the embedding's weights: of these it then uses its own outputs' alone, which it steps last.
     */
    private Sides summed(int i, QuantileLayer quantiles) {
        Rows sum = quantiles.addGateGradient(
                program,
                buffers.batch(),
                buffers.activations(i, 0),
                buffers.gradients(i + 1, 0),
                parameters.weights(i),
                parameters.biases(i));
        return new Sides(quantiles.samples(), HeadSpec.COSINES, quantiles.cosines(scope), sum);
    }

    /** @param first of the kernels that belong to the first job */
    private void addJobs(int i, DenseLayer layer, Sides sides, int first, int member, int members) {
        int outputs = layer.biases();
        int perJob = outputsPerJob(layer, members);
        int count = (outputs + perJob - 1) / perJob;
        int inputs = sides.inputs;
        int inputsPerJob = inputsPerJob(layer, perJob, inputs);
        List<Room> rooms = new ArrayList<>();
        Rows x = inputsPerJob == inputs
                ? sides.x
                : new Rows(scope.allocate(Tensors.dense(buffers.type(), (long) sides.rows * inputsPerJob)), 0);
        int start = first;
        for (int input = 0; input < inputs; input += inputsPerJob) {
            if (inputsPerJob < inputs) {
                addCopy(sides.x, sides.rows, inputs, input, Math.min(inputsPerJob, inputs - input), x);
            }
            for (int job = count * member / members; job < count * (member + 1) / members; job++) {
                int from = job * perJob;
                Room room = room(
                        rooms,
                        layer,
                        sides.rows,
                        Math.min(perJob, outputs - from),
                        Math.min(inputsPerJob, inputs - input));
                jobs.add(job(i, layer, sides, from, input, x, room, start));
                start = program.size();
            }
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

    /** All, or as many as come in whole pieces of the parameters. */
    private static int inputsPerJob(DenseLayer layer, int outputs, int inputs) {
        int fitting = PIECE / Float.BYTES / outputs;
        return layer.weights().isBlocked() && outputs == DenseFormat.BLOCK && fitting < inputs ? fitting : inputs;
    }

    /** Appends the kernel that copies some columns of all rows. */
    private void addCopy(Rows matrix, int rows, int width, int from, int count, Rows target) {
        Columns columns = Columns.of(buffers.type(), rows, width, from, count);
        memory.desc mine = Tensors.dense(buffers.type(), rows, count);
        Elementwise.addReorder(program, "columns", columns.description(), columns.of(matrix), mine, target.as(mine));
    }

    /** One of this size, which all such jobs share. */
    private Room room(List<Room> rooms, DenseLayer layer, int rows, int outputs, int inputs) {
        for (Room room : rooms) {
            if (room.outputs == outputs && room.inputs == inputs) {
                return room;
            }
        }
        rooms.add(new Room(
                outputs,
                inputs,
                scope.allocate(Tensors.dense(buffers.type(), (long) rows * outputs)),
                scope.allocate(layer.weights().describe(data_type.f32, outputs, inputs)),
                scope.allocate(Tensors.floats(outputs))));
        return rooms.get(rooms.size() - 1);
    }

    private Job job(int i, DenseLayer layer, Sides sides, int from, int input, Rows x, Room room, int start) {
        addCopy(sides.dy, sides.rows, layer.biases(), from, room.outputs, new Rows(room.dy, 0));
        layer.addBackwardWeights(
                program, sides.rows, room.outputs, room.inputs, x, new Rows(room.dy, 0), room.weights, room.biases);
        return new Job(
                i, from, room.outputs, input, start, program.size(), room.weights.floats(), room.biases.floats());
    }

    /** Computes the gradients and hands them over. */
    void run(int member, GradientSink sink) {
        for (Job job : jobs) {
            program.run(job.start, job.end);
            ParameterBlock weights = parameters.weights(job.layer);
            int firstUnit = job.firstOutput / DenseFormat.BLOCK;
            deliver(
                    member,
                    weights,
                    firstUnit * weights.unit() + job.firstInput * DenseFormat.BLOCK,
                    job.weights,
                    sink);
            if (job.firstInput == 0) {
                deliver(member, parameters.biases(job.layer), job.firstOutput, job.biases, sink);
            }
        }
    }

    /** @param start where the gradient begins in its block */
    private void deliver(int member, ParameterBlock block, int start, FloatBuffer gradient, GradientSink sink) {
        for (ParameterBlock.Piece next : block.piecesWithin(start, start + gradient.capacity())) {
            gradient.get(next.index() - start, piece, 0, next.length());
            block.maskGradient(next, piece);
            sink.accept(member, next, piece);
        }
    }

    Program program() {
        return program;
    }
}

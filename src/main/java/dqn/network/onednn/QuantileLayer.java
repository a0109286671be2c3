package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dqn.core.RandomStream;
import dqn.network.HeadSpec;
import dqn.network.onednn.LayerShape.Dense;
import dqn.network.onednn.LayerShape.Features;
import java.nio.FloatBuffer;
import java.util.function.DoubleSupplier;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/**
 * Joins probabilities to the units of a dense layer that has no ReLU of its own, see {@link HeadSpec#implicit}: from each
 * row of units, a row for each probability, {@code relu(units + V cosines + d)}. All rows of a batch have the same
 * probabilities. The cosines are little work, so every program computes what comes of them for itself.
 */
final class QuantileLayer implements CompiledLayer {
    /** The upper half of a float32. */
    private static final short BF16_ONE = (short) (Float.floatToIntBits(1f) >>> Short.SIZE);

    private final int units;
    private final data_type type;
    private final DenseLayer embedding;
    private final float[] probabilities;
    /** {@code [probability][cosine]}. */
    private final NativeBuffer cosines;

    private final FloatBuffer exactCosines;
    private final Program converting;

    /** With the middles of as many equal parts as there are samples. */
    QuantileLayer(NativeScope scope, int units, int samples, data_type type) {
        this.units = units;
        this.type = type;
        Dense shape = new Dense(new Features(HeadSpec.COSINES, 1, 1, 1), units, false);
        embedding = new DenseLayer(scope, shape, type, type, 1, "quantiles");
        probabilities = new float[samples];
        memory.desc exact = Tensors.floats(samples, HeadSpec.COSINES);
        memory.desc read = Tensors.dense(type, samples, HeadSpec.COSINES);
        NativeBuffer computed = scope.allocate(exact);
        exactCosines = computed.floats();
        cosines = type == data_type.f32 ? computed : scope.allocate(read);
        converting = new Program(scope);
        if (type != data_type.f32) {
            Elementwise.addReorder(converting, "cosines", exact, computed.view(exact, 0), read, cosines.view(read, 0));
        }
        converting.seal();
        set(() -> 0.5);
    }

    /** Draws a probability from each of as many equal parts. */
    void draw(RandomStream random) {
        set(random::nextDouble);
    }

    /** Takes the middles of the parts. */
    void silence() {
        set(() -> 0.5);
    }

    private void set(DoubleSupplier places) {
        for (int i = 0; i < probabilities.length; i++) {
            double probability = (i + places.getAsDouble()) / probabilities.length;
            probabilities[i] = (float) probability;
            for (int k = 0; k < HeadSpec.COSINES; k++) {
                double cosine = Math.cos(Math.PI * (k + 1) * probability);
                exactCosines.put(i * HeadSpec.COSINES + k, (float) cosine);
            }
        }
        converting.run(0, converting.size());
    }

    /** Always the same array. */
    float[] probabilities() {
        return probabilities;
    }

    /** The layer that the cosines go through. */
    DenseLayer embedding() {
        return embedding;
    }

    Rows cosines() {
        return new Rows(cosines, 0);
    }

    @Override
    public int outputSize() {
        return samples() * units;
    }

    @Override
    public int samples() {
        return probabilities.length;
    }

    @Override
    public WeightFormat weights() {
        return embedding.weights();
    }

    @Override
    public memory.desc kernelWeights() {
        return embedding.kernelWeights();
    }

    @Override
    public int biases() {
        return units;
    }

    @Override
    public boolean hasRelu() {
        return true;
    }

    @Override
    public void addForward(Program program, int rows, Rows x, ParameterBlock weights, ParameterBlock biases, Rows y) {
        Rows joined = new Rows(program.scope().allocate(Tensors.dense(type, samples(), units)), 0);
        embedding.addForward(program, samples(), cosines(), weights, biases, joined);
        long bytes = (long) units * Tensors.bytesOf(type);
        for (int row = 0; row < rows; row++) {
            Rows target = new Rows(y.buffer(), y.offset() + row * bytes * samples());
            Rows source = new Rows(x.buffer(), x.offset() + row * bytes);
            Elementwise.addJoin(program, type, samples(), units, joined, source, target);
        }
    }

    /** The sums over the probabilities. */
    @Override
    public void addBackwardData(Program program, int rows, Rows dy, ParameterBlock weights, Rows dx) {
        long bytes = (long) units * Tensors.bytesOf(type);
        for (int row = 0; row < rows; row++) {
            addSum(
                    program,
                    samples(),
                    units,
                    new Rows(dy.buffer(), dy.offset() + row * bytes * samples()),
                    new Rows(dx.buffer(), dx.offset() + row * bytes));
        }
    }

    private NativeBuffer ones(Program program, int count) {
        NativeBuffer ones = program.scope().allocate(Tensors.dense(type, count));
        for (int i = 0; i < count; i++) {
            if (type == data_type.f32) {
                ones.floats().put(i, 1f);
            } else {
                ones.bytes().asShortBuffer().put(i, BF16_ONE);
            }
        }
        return ones;
    }

    /** Appends the kernel that sums the rows of a matrix up, as a product with ones. */
    void addSum(Program program, int rows, int columns, Rows matrix, Rows sum) {
        memory.desc ones = Tensors.dense(type, 1, rows);
        memory.desc whole = Tensors.dense(type, rows, columns);
        memory.desc row = Tensors.dense(type, 1, columns);
        matmul.primitive_desc summing = new matmul.primitive_desc(
                new matmul.desc(ones, whole, row), Tensors.attributes(false), OneDnn.engine());
        program.add(
                "sum of rows",
                summing,
                new matmul(summing),
                new Arguments()
                        .with(DNNL_ARG_SRC, ones(program, rows).view(ones, 0))
                        .with(DNNL_ARG_WEIGHTS, matrix.as(whole))
                        .with(DNNL_ARG_DST, sum.as(row)));
    }
}

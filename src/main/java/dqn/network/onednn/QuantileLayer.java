package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dqn.core.RandomStream;
import dqn.network.HeadSpec;
import dqn.network.ParameterLayout.LayerParameters;
import dqn.network.onednn.LayerShape.Dense;
import dqn.network.onednn.LayerShape.Features;
import java.nio.FloatBuffer;
import java.util.function.DoubleSupplier;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/**
 * The gates of implicit quantiles, see {@link HeadSpec#implicit}: from each row of features, a row for each fraction,
 * {@code features * relu(V cosines + d)}. All rows of a batch have the same fractions. The cosines are little work, so
 * every program computes what comes of them for itself.
 */
final class QuantileLayer implements CompiledLayer {
    /** The upper half of a float32. */
    private static final short BF16_ONE = (short) (Float.floatToIntBits(1f) >>> Short.SIZE);

    private final Features features;
    private final int size;
    private final data_type type;
    private final DenseLayer embedding;
    private final float[] fractions;
    /** {@code [fraction][cosine]}. */
    private final NativeBuffer cosines;

    private final FloatBuffer exactCosines;
    private final Program converting;

    /** With the middles of as many equal parts as there are samples. */
    QuantileLayer(NativeScope scope, Features features, int samples, data_type type) {
        this.features = features;
        this.type = type;
        size = features.size();
        Dense shape = new Dense(new Features(HeadSpec.COSINES, 1, 1, 1), size, true);
        embedding = new DenseLayer(scope, shape, type, type, 1, "quantiles");
        fractions = new float[samples];
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
        silence();
    }

    /** Draws a fraction from each of as many equal parts. */
    void draw(RandomStream random) {
        set(random::nextDouble);
    }

    /** Takes the middles of the parts. */
    void silence() {
        set(() -> 0.5);
    }

    private void set(DoubleSupplier places) {
        for (int i = 0; i < fractions.length; i++) {
            double fraction = (i + places.getAsDouble()) / fractions.length;
            fractions[i] = (float) fraction;
            for (int k = 0; k < HeadSpec.COSINES; k++) {
                double cosine = Math.cos(Math.PI * (k + 1) * fraction);
                exactCosines.put(i * HeadSpec.COSINES + k, (float) cosine);
            }
        }
        converting.run(0, converting.size());
    }

    /** Always the same array. */
    float[] fractions() {
        return fractions;
    }

    /** The layer that the cosines go through. */
    DenseLayer embedding() {
        return embedding;
    }

    /** What a program reads that this scope keeps. */
    Rows cosines(NativeScope keeper) {
        return new Rows(cosines.within(keeper), 0);
    }

    /** Weights and behind them biases of the gates as they lie in memory, from those in the features' own order. */
    float[] toNative(float[] flat, LayerParameters place) {
        int[] logical = features.logical();
        float[] ordered = new float[size * (HeadSpec.COSINES + 1)];
        for (int gate = 0; gate < size; gate++) {
            if (logical[gate] >= 0) {
                int from = place.weights() + logical[gate] * HeadSpec.COSINES;
                System.arraycopy(flat, from, ordered, gate * HeadSpec.COSINES, HeadSpec.COSINES);
                ordered[size * HeadSpec.COSINES + gate] = flat[place.biases() + logical[gate]];
            }
        }
        return ordered;
    }

    /** The other way round. */
    void fromNative(float[] ordered, float[] flat, LayerParameters place) {
        int[] logical = features.logical();
        for (int gate = 0; gate < size; gate++) {
            if (logical[gate] >= 0) {
                int to = place.weights() + logical[gate] * HeadSpec.COSINES;
                System.arraycopy(ordered, gate * HeadSpec.COSINES, flat, to, HeadSpec.COSINES);
                flat[place.biases() + logical[gate]] = ordered[size * HeadSpec.COSINES + gate];
            }
        }
    }

    @Override
    public int outputSize() {
        return samples() * size;
    }

    @Override
    public int samples() {
        return fractions.length;
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
        return size;
    }

    @Override
    public boolean hasRelu() {
        return false;
    }

    @Override
    public void addForward(Program program, int rows, Rows x, ParameterBlock weights, ParameterBlock biases, Rows y) {
        Rows gates = addGates(program, weights, biases);
        for (int row = 0; row < rows; row++) {
            Elementwise.addProduct(program, type, samples(), size, gates, row(x, row, 1), row(y, row, samples()));
        }
    }

    /** Appends the kernel that computes the gates, {@code [fraction][feature]}. */
    private Rows addGates(Program program, ParameterBlock weights, ParameterBlock biases) {
        Rows gates = allocate(program, samples());
        embedding.addForward(program, samples(), cosines(program.scope()), weights, biases, gates);
        return gates;
    }

    /** Sums over the fractions, of gradients times gates. */
    @Override
    public void addBackwardData(
            Program program, int rows, Rows x, Rows dy, ParameterBlock weights, ParameterBlock biases, Rows dx) {
        Rows gates = addGates(program, weights, biases);
        Rows products = allocate(program, rows * samples());
        Elementwise.addProduct(program, type, rows, outputSize(), dy, gates, products);
        for (int row = 0; row < rows; row++) {
            addSum(program, samples(), size, row(products, row, samples()), row(dx, row, 1));
        }
    }

    /** Appends kernels for the gradient of the gates before their ReLU, {@code [fraction][feature]}, over a batch. */
    Rows addGateGradient(Program program, int batch, Rows x, Rows dy, ParameterBlock weights, ParameterBlock biases) {
        Rows products = allocate(program, batch * samples());
        for (int row = 0; row < batch; row++) {
            Rows gradient = row(dy, row, samples());
            Elementwise.addProduct(
                    program, type, samples(), size, gradient, row(x, row, 1), row(products, row, samples()));
        }
        Rows sum = allocate(program, samples());
        addSum(program, batch, outputSize(), products, sum);
        Elementwise.addReluBackward(program, type, outputSize(), addGates(program, weights, biases), sum);
        return sum;
    }

    /** Room for some rows of features. */
    private Rows allocate(Program program, int rows) {
        return new Rows(program.scope().allocate(Tensors.dense(type, (long) rows * size)), 0);
    }

    /** A row of the batch, where each is so many rows of features. */
    private Rows row(Rows rows, int row, int each) {
        return new Rows(rows.buffer(), rows.offset() + (long) row * each * size * Tensors.bytesOf(type));
    }

    /** Appends the kernel that sums the rows of a matrix up, as a product with ones. */
    private void addSum(Program program, int rows, int columns, Rows matrix, Rows sum) {
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
}

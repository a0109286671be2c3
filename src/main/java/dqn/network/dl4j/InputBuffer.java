package dqn.network.dl4j;

import dqn.network.NetworkSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Turns observations into an ND4J array, which stays allocated while the batch keeps its size. */
final class InputBuffer implements AutoCloseable {
    private final NetworkSpec spec;
    /** What each input byte becomes. */
    private final float[] scaled = new float[256];

    private float[] values = {};
    private INDArray array;

    InputBuffer(NetworkSpec spec) {
        this.spec = spec;
        for (int value = 0; value < scaled.length; value++) {
            scaled[value] = (float) (value * spec.scale());
        }
    }

    /** The first {@code batch} observations, scaled; overwritten by the next call. */
    INDArray fill(byte[] observations, int batch) {
        int count = batch * spec.input().size();
        if (values.length != count) {
            close();
            values = new float[count];
            array = Nd4j.createUninitializedDetached(DataType.FLOAT, shape(batch));
        }
        for (int i = 0; i < count; i++) {
            values[i] = scaled[observations[i] & 0xFF];
        }
        NativeFloats.write(values, array, count);
        return array;
    }

    private long[] shape(int batch) {
        return Dl4jConfiguration.startsWithConvolution(spec)
                ? new long[] {
                    batch,
                    spec.input().channels(),
                    spec.input().height(),
                    spec.input().width()
                }
                : new long[] {batch, spec.input().size()};
    }

    @Override
    public void close() {
        values = new float[0];
        if (array != null) {
            array.close();
            array = null;
        }
    }
}

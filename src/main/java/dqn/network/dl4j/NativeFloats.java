package dqn.network.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Moves floats between the heap and whole ND4J arrays (no views), in one copy. */
final class NativeFloats {
    private NativeFloats() {}

    /** The first {@code count} numbers of {@code source}, in the order of its memory. */
    static void read(INDArray source, float[] target, int count) {
        pointer(source).get(target, 0, count);
    }

    static void write(float[] source, INDArray target, int count) {
        pointer(target).put(source, 0, count);
    }

    private static FloatPointer pointer(INDArray array) {
        return (FloatPointer) array.data().pointer();
    }
}

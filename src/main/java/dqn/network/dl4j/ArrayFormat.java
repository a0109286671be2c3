package dqn.network.dl4j;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * The bytes that ND4J writes for a row of floats. Read here rather than by ND4J, which trusts the lengths it finds, and
 * allocates native memory by them.
 *
 * <p>Two buffers, each with a header (allocation mode, length, type): the shape as longs (rank, sizes, strides, flags with
 * the data type, element stride, order), and the floats, all big-endian.
 */
final class ArrayFormat {
    private static final String MODE = "MIXED_DATA_TYPES";
    private static final long FLOAT_FLAG = 8192;
    private static final int CHUNK = 1 << 14;

    private ArrayFormat() {}

    /** Writes the vectors one after the other as a single row. */
    static void write(OutputStream out, float[]... vectors) throws IOException {
        long length = 0;
        for (float[] vector : vectors) {
            length += vector.length;
        }
        DataOutputStream data = new DataOutputStream(out);
        long[] shape = {1, length, 1, FLOAT_FLAG, 1, 'c'};
        writeHeader(data, shape.length, "LONG");
        for (long value : shape) {
            data.writeLong(value);
        }
        writeHeader(data, length, "FLOAT");
        for (float[] vector : vectors) {
            writeFloats(data, vector);
        }
        data.flush();
    }

    private static void writeHeader(DataOutputStream data, long length, String type) throws IOException {
        data.writeUTF(MODE);
        data.writeLong(length);
        data.writeUTF(type);
    }

    private static void writeFloats(OutputStream out, float[] vector) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (int from = 0; from < vector.length; from += CHUNK) {
            int count = Math.min(CHUNK, vector.length - from);
            floats.clear().put(vector, from, count);
            out.write(bytes.array(), 0, count * Float.BYTES);
        }
    }

    /**
     * Reads a row as {@code count} vectors of {@code length}.
     *
     * @throws IOException if it is not a row of just as many floats
     */
    static float[][] read(InputStream in, int count, int length) throws IOException {
        DataInputStream data = new DataInputStream(in);
        long total = (long) count * length;
        readShape(data, total);
        readHeader(data, total, "FLOAT");
        float[][] vectors = new float[count][length];
        for (float[] vector : vectors) {
            readFloats(data, vector);
        }
        if (data.read() != -1) {
            throw new IOException("an array goes on behind its end");
        }
        return vectors;
    }

    private static void readShape(DataInputStream data, long total) throws IOException {
        long rankFollows = readLength(data, "LONG");
        long rank = data.readLong();
        if ((rank != 1 && rank != 2) || rankFollows != 2 * rank + 4) {
            throw new IOException("an array is no row of numbers");
        }
        long product = 1;
        for (int i = 0; i < rank; i++) {
            long size = data.readLong();
            if (size < 1 || size > total) {
                throw new IOException("an array has not the " + total + " numbers of such a network");
            }
            product *= size;
        }
        if (product != total) {
            throw new IOException("an array has not the " + total + " numbers of such a network");
        }
        for (int i = 0; i < rank + 3; i++) {
            data.readLong(); // strides, flags and order say nothing more about a row
        }
    }

    private static void readHeader(DataInputStream data, long total, String type) throws IOException {
        if (readLength(data, type) != total) {
            throw new IOException("an array has not the " + total + " numbers of such a network");
        }
    }

    private static long readLength(DataInputStream data, String type) throws IOException {
        String mode = data.readUTF();
        if (!mode.equals(MODE) && !mode.equals("LONG_SHAPE")) {
            throw new IOException("an array is in no form that DL4J " + Nd4jRuntime.VERSION + " writes");
        }
        long length = data.readLong();
        String found = data.readUTF();
        if (!found.equals(type)) {
            throw new IOException("an array is of type " + found + " instead of " + type);
        }
        return length;
    }

    private static void readFloats(InputStream in, float[] vector) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (int from = 0; from < vector.length; from += CHUNK) {
            int count = Math.min(CHUNK, vector.length - from);
            if (in.readNBytes(bytes.array(), 0, count * Float.BYTES) < count * Float.BYTES) {
                throw new EOFException("an array ends too early");
            }
            floats.clear().get(vector, from, count);
        }
    }
}

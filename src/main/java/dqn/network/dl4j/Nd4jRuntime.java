package dqn.network.dl4j;

import dqn.core.NativeLibraryException;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Loads ND4J's native library, once for the process.
 *
 * <p>Its thread count is fixed by {@code OMP_NUM_THREADS} in the environment before the JVM starts: OpenMP and OpenBLAS
 * read it while they load, and a later change from Java reaches neither the other threads' OpenMP settings nor BLAS.
 * Without it, ND4J takes one thread for each physical core. {@code OMP_WAIT_POLICY=passive} keeps waiting threads from
 * spinning, which on a busy machine makes kernels several times faster.
 */
final class Nd4jRuntime {
    static final String VERSION = "1.0.0-M2.1";

    private Nd4jRuntime() {}

    /**
     * Makes sure that ND4J is there.
     *
     * @throws NativeLibraryException if this machine has no native library for it
     */
    static void load() {
        System.setProperty(ND4JSystemProperties.LOG_INITIALIZATION, "false");
        try {
            Nd4j.getExecutioner();
        } catch (LinkageError | RuntimeException e) {
            throw new NativeLibraryException("ND4J's native library", e);
        }
    }

    /** How many threads the kernels called from this Java thread use. */
    static int threads() {
        return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
    }
}

package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_amx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.primitive_desc;

/** The native library, loaded once for the process, and what this processor lets it do. */
final class OneDnn {
    private OneDnn() {}

    private static final class Holder {
        /** Held for ever, also when it is first wanted inside a scope that frees what is made in it. */
        static final engine ENGINE = new engine(engine.kind.cpu, 0).retainReference();
    }

    /** The CPU. */
    static engine engine() {
        return Holder.ENGINE;
    }

    /** Why it does not run here; empty if it does. */
    static Optional<Throwable> whyUnavailable() {
        try {
            engine();
            return Optional.empty();
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Channels that lie together in its fastest layouts: one vector register of floats. */
    static int channelBlock() {
        return has(dnnl_cpu_isa_avx512_core) ? 16 : 8;
    }

    /** Whether the processor multiplies bf16 numbers. */
    static boolean hasBf16() {
        return has(dnnl_cpu_isa_avx512_core_bf16);
    }

    /** Version and instruction set, for a person. */
    static String description() {
        engine();
        dnnl_version_t version = dnnl_version();
        String instructions = "AVX2";
        if (has(dnnl_cpu_isa_avx512_core_amx)) {
            instructions = "AVX-512 and AMX";
        } else if (has(dnnl_cpu_isa_avx512_core)) {
            instructions = "AVX-512";
        }
        return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch() + ", " + instructions;
    }

    /** Whether a kernel is the reference code, hundreds of times slower than the others. */
    static boolean isReference(primitive_desc kernel) {
        return kernel.impl_info_str().getString().startsWith("ref");
    }

    private static boolean has(int instructions) {
        return (dnnl_get_effective_cpu_isa() & instructions) == instructions;
    }
}

package dqn.network.onednn;

import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import java.util.Optional;
import org.bytedeco.dnnl.memory.data_type;

/** The fast backend. */
public final class OneDnnBackend implements NetworkBackend {
    private final Team team;
    private final boolean bf16;

    /**
     * In float32.
     *
     * <p>OpenMP, which oneDNN would use within each thread, must be limited to one by {@code OMP_NUM_THREADS}.
     */
    public OneDnnBackend(int threads) {
        this(threads, false);
    }

    /** @param bf16 whether the network is computed in bf16; what is learnt is kept in float32 */
    public OneDnnBackend(int threads, boolean bf16) {
        team = new Team(threads);
        this.bf16 = bf16;
    }

    /** Why oneDNN cannot be loaded here; empty if it can. */
    public static Optional<Throwable> whyUnavailable() {
        return OneDnn.whyUnavailable();
    }

    /** Whether this processor computes in bf16. */
    public static boolean hasBf16() {
        return OneDnn.hasBf16();
    }

    private data_type type() {
        return bf16 ? data_type.bf16 : data_type.f32;
    }

    @Override
    public String name() {
        return "onednn";
    }

    @Override
    public int threads() {
        return team.size();
    }

    @Override
    public String precision() {
        return bf16 ? "bf16" : "float32";
    }

    /** Compiles its layers without their weights. */
    @Override
    public void meet(NetworkSpec spec) {
        try (NativeScope layers = new NativeScope()) {
            CompiledNetwork.of(spec, type(), layers);
        }
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed) {
        return new OneDnnQNetwork(spec, seed, type(), team);
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, StepConfig gradient) {
        return new OneDnnQNetwork(spec, seed, type(), team, optimizer, gradient);
    }
}

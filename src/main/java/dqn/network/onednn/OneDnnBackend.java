package dqn.network.onednn;

import dqn.network.GradientConfig;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.QNetwork;
import java.util.Optional;

/** The fast backend. */
public final class OneDnnBackend implements NetworkBackend {
    private final Team team;
    private final double callersShare;

    /**
     * With equal shares of a batch for all threads.
     *
     * <p>OpenMP, which oneDNN would use within each of them, must be limited to one thread by {@code OMP_NUM_THREADS}.
     */
    public OneDnnBackend(int threads) {
        this(threads, 1.0 / threads);
    }

    /**
     * With a share of its own for the thread that calls, which may have more to do than the others.
     *
     * @param callersShare its part of a batch, from 0 to 1
     */
    public OneDnnBackend(int threads, double callersShare) {
        team = new Team(threads);
        this.callersShare = callersShare;
    }

    /** Why oneDNN cannot be loaded here; empty if it can. */
    public static Optional<Throwable> whyUnavailable() {
        return OneDnn.whyUnavailable();
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
    public QNetwork create(NetworkSpec spec, long seed) {
        return new OneDnnQNetwork(spec, seed, team, callersShare);
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, GradientConfig gradient) {
        return new OneDnnQNetwork(spec, seed, team, callersShare, optimizer, gradient);
    }
}

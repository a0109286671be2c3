package dqn.training;

import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.core.Releases;
import dqn.core.TimeStep;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentFactory;
import dqn.preprocess.ObservationConfig;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Several environments of one game that take their steps together, on several threads. Each has a seed of its own and
 * nothing in common with the others, so the number of threads changes no result.
 */
public final class EnvironmentPool implements Checkpointable, AutoCloseable {
    private final ObservedEnvironment[] environments;
    private final TimeStep[] lastSteps;
    private final int stackSize;
    /** {@code [environments][stack * channels][height][width]}. */
    private final byte[] stacks;

    private final SharedWork work;
    private final Releases releases = new Releases();
    private int[] actions = {};

    /**
     * As many environments as {@code config.envs()} says; closing this closes them.
     *
     * @param seed of the first environment; the others' are derived from it
     * @param threads that step them, the caller's included
     */
    public EnvironmentPool(
            EnvironmentFactory games, EnvironmentConfig config, ObservationConfig observation, long seed, int threads) {
        environments = new ObservedEnvironment[config.envs()];
        lastSteps = new TimeStep[environments.length];
        try {
            for (int i = 0; i < environments.length; i++) {
                environments[i] = new ObservedEnvironment(games, config, observation, seed(seed, i));
                releases.add(environments[i]::close);
            }
            stackSize = environments[0].stackSpec().size();
            stacks = new byte[Math.multiplyExact(environments.length, stackSize)];
            work = new SharedWork(environments.length, this::advance, threads);
            releases.add(work::close);
        } catch (RuntimeException | Error e) {
            releases.close();
            throw e;
        }
    }

    /** Not seed + i, with which runs of neighbouring seeds would play the same games. */
    private static long seed(long seed, int environment) {
        return environment == 0 ? seed : new RandomStream(seed, "environment " + environment).nextLong(Long.MAX_VALUE);
    }

    /** Begins an episode in an environment, which is due at first and behind a LAST step. */
    public void reset(int i) {
        lastSteps[i] = environments[i].reset();
        keepStack(i);
    }

    /** The same, by {@link ObservedEnvironment#resetUnseen}. */
    public void resetUnseen(int i) {
        lastSteps[i] = environments[i].resetUnseen();
        keepStack(i);
    }

    /**
     * Takes one step in every environment.
     *
     * @param chosen each environment's action
     */
    public void step(int[] chosen) {
        if (chosen.length != environments.length) {
            throw new IllegalArgumentException(chosen.length + " actions for " + environments.length + " environments");
        }
        actions = chosen;
        work.run();
    }

    private void advance(int i) {
        lastSteps[i] = environments[i].step(actions[i]);
        keepStack(i);
    }

    private void keepStack(int i) {
        System.arraycopy(environments[i].stack(), 0, stacks, i * stackSize, stackSize);
    }

    /** How many environments there are. */
    public int size() {
        return environments.length;
    }

    /** An environment, to look at; only {@link #step} may step it. */
    public ObservedEnvironment get(int i) {
        return environments[i];
    }

    /** Whether an episode is in progress in all of them. */
    boolean areRunning() {
        return Arrays.stream(environments).allMatch(ObservedEnvironment::isRunning);
    }

    /** What an environment's last step or reset told; null at first and after {@link #load}. */
    public TimeStep lastStep(int i) {
        return lastSteps[i];
    }

    /** What the network sees of all, {@code [environments][stack * channels][height][width]}; overwritten by the next step. */
    public byte[] stacks() {
        return stacks;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(environments.length);
        for (int i = 0; i < environments.length; i++) {
            environments[i].save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        int count = in.readInt();
        if (count != environments.length) {
            throw new IOException(count + " environments were saved where there are " + environments.length);
        }
        for (int i = 0; i < environments.length; i++) {
            environments[i].load(in);
            lastSteps[i] = null;
            keepStack(i);
        }
    }

    @Override
    public void close() {
        releases.close();
    }
}

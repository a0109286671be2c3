package dqn.agent;

import dqn.agent.AgentConfig.WeightAverage;
import dqn.core.Checkpointable;
import dqn.core.Frozen;
import dqn.network.QNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * The network that acts: the one that learns, or an exponential average of its weights over its last updates, which is
 * steadier than any of them (Polyak and Juditsky 1992; with deep Q-learning Nikishin et al. 2018). At first that is
 * the mean of all there have been.
 *
 * <p>In a checkpoint the average is the model, and its own part is what learns.
 */
public final class ActingNetwork implements Checkpointable {
    /** Updates between two that are taken in: neighbours hardly differ, and each costs a reading of all weights. */
    static final int INTERVAL = 10;

    private final QNetwork online;
    private final Optional<QNetwork> average;
    private final Optional<WeightAverage> config;

    /**
     * One that starts equal to the online network.
     *
     * @param average a network of the same shape, to be owned by the caller; empty exactly where {@code config} is
     */
    public ActingNetwork(QNetwork online, Optional<QNetwork> average, Optional<WeightAverage> config) {
        if (average.isPresent() != config.isPresent()) {
            throw new IllegalArgumentException("an average and its configuration come together");
        }
        this.online = online;
        this.average = average;
        this.config = config;
        renew();
    }

    /** The network to act by. */
    public QNetwork network() {
        return average.orElse(online);
    }

    /** Makes it equal to the online network. */
    public void renew() {
        average.ifPresent(network -> network.copyParametersFrom(online));
    }

    /** Takes in what has been learnt, to be called behind each update. */
    void updated(long updateCount) {
        if (average.isPresent() && updateCount % INTERVAL == 0) {
            double span = Math.min(updateCount, config.orElseThrow().updates());
            average.get().moveTowards(online, INTERVAL / span);
        }
    }

    @Override
    public Frozen freeze() {
        return SavedParameters.freeze(online);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        freeze().writeTo(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        SavedParameters.load(online, in);
    }
}

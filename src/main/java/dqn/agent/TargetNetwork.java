package dqn.agent;

import dqn.agent.AgentConfig.TargetConfig;
import dqn.agent.AgentConfig.Unit;
import dqn.core.Checkpointable;
import dqn.core.Frozen;
import dqn.network.QNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * The network that bootstraps: a copy of the online one that is renewed from time to time (Mnih et al. 2015), or the
 * online network itself where there is no target network.
 */
public final class TargetNetwork implements Checkpointable {
    private final QNetwork online;
    private final Optional<QNetwork> copy;
    private final Optional<TargetConfig> schedule;

    /**
     * A target that starts equal to the online network.
     *
     * @param copy a network of the same shape, to be owned by the caller; empty exactly where there is no schedule
     */
    public TargetNetwork(QNetwork online, Optional<QNetwork> copy, Optional<TargetConfig> schedule) {
        if (copy.isPresent() != schedule.isPresent()) {
            throw new IllegalArgumentException("a target network and its schedule come together");
        }
        this.online = online;
        this.copy = copy;
        this.schedule = schedule;
        renew();
    }

    /** The network to bootstrap from. */
    public QNetwork network() {
        return copy.orElse(online);
    }

    /** Whether it is time to {@link #renew} the copy, asked when a count of this unit has gone up by one. */
    boolean isDue(Unit unit, Counters counters) {
        return schedule.isPresent()
                && schedule.get().unit() == unit
                && counters.get(unit) % schedule.get().every() == 0;
    }

    /** Makes the copy equal to the online network. */
    public void renew() {
        copy.ifPresent(target -> target.copyParametersFrom(online));
    }

    @Override
    public Frozen freeze() {
        return copy.map(SavedParameters::freeze).orElse(out -> {});
    }

    @Override
    public void save(DataOutput out) throws IOException {
        freeze().writeTo(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        if (copy.isPresent()) {
            SavedParameters.load(copy.get(), in);
        }
    }
}

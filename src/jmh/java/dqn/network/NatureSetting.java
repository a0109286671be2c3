package dqn.network;

import dqn.agent.AgentConfig;
import dqn.agent.BatchUpdate;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.util.List;

/** The Nature network for a game of six actions, with the learning of the preset dopamine: what all benchmarks measure. */
public final class NatureSetting {
    private static final int ACTIONS = 6;

    private final RunConfig config;
    private final RandomStream random = new RandomStream(1, "benchmark");

    /** With this padding: {@code valid} (Nature's) or {@code same} (Dopamine's). */
    public NatureSetting(String padding) {
        config = new ConfigLoader().resolvePreset("dopamine", List.of("network.padding=" + padding));
    }

    /** How it learns. */
    public AgentConfig agent() {
        return config.agent();
    }

    /** The network on four 84x84 frames. */
    public NetworkSpec network() {
        return NetworkSpec.of(
                config.network(),
                new ObservationSpec(4, 84, 84),
                config.observation().scale(),
                ACTIONS,
                config.agent().atoms(),
                config.agent().isImplicit());
    }

    /** Where everything here is drawn from. */
    public RandomStream random() {
        return random;
    }

    /** A batch that no picture makes easier than another. */
    public void fill(TransitionBatch batch) {
        fill(batch.states);
        fill(batch.nextStates);
        for (int i = 0; i < batch.size(); i++) {
            batch.actions[i] = random.nextInt(ACTIONS);
            batch.discounts[i] = 0.99f;
        }
    }

    /** Likewise for observations alone. */
    public void fill(byte[] observations) {
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
    }

    /**
     * Learns once, with rewards drawn anew: were they always the same, the errors and with them the gradients would fade
     * to numbers that processors are slow at, as those of a real training never do.
     */
    public void learn(BatchUpdate update) {
        TransitionBatch batch = update.batch();
        for (int i = 0; i < batch.size(); i++) {
            batch.rewards[i] = (float) random.nextDouble();
        }
        update.run();
    }
}

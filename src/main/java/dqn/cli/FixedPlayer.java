package dqn.cli;

import dqn.agent.ConstantPolicy;
import dqn.agent.Policy;
import dqn.agent.RandomPolicy;
import dqn.core.ConfigException;
import dqn.core.Nearest;
import dqn.core.RandomStream;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Chance, or one action for ever: what an agent has to beat.
 *
 * @param name {@code random} or {@code constant:ACTION}
 */
record FixedPlayer(RunConfig config, String name) implements Player {
    private static final String RANDOM = "random";
    private static final String CONSTANT = "constant:";
    private static final int EPISODES = 100;

    /** Whether there is a policy of this name. */
    static boolean isPolicy(String name) {
        return name.equals(RANDOM) || name.startsWith(CONSTANT);
    }

    @Override
    public String label() {
        return name;
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.empty();
    }

    @Override
    public double epsilon() {
        return name.equals(RANDOM) ? 1 : 0;
    }

    @Override
    public int usualEpisodes() {
        return EPISODES;
    }

    @Override
    public Policy policy(ObservedEnvironment environment, RandomStream random) {
        List<String> actions = environment.actions();
        return name.equals(RANDOM)
                ? new RandomPolicy(random, actions.size())
                : new ConstantPolicy(index(name.substring(CONSTANT.length()), actions));
    }

    private int index(String action, List<String> actions) {
        String wanted = action.toUpperCase(Locale.ROOT);
        int index = actions.indexOf(wanted);
        if (index < 0) {
            throw new ConfigException(config.game() + " has no action " + action + ", but " + String.join(", ", actions)
                    + Nearest.to(wanted, actions)
                            .map(near -> ": did you mean " + near + "?")
                            .orElse("."));
        }
        return index;
    }
}

package dqn.agent;

import dqn.core.RandomStream;

/** Every action with the same chance. */
public final class RandomPolicy implements Policy {
    private final RandomStream random;
    private final int actions;

    /** Draws from {@code actions} actions. */
    public RandomPolicy(RandomStream random, int actions) {
        this.random = random;
        this.actions = actions;
    }

    @Override
    public int act(byte[] stack) {
        return random.nextInt(actions);
    }
}

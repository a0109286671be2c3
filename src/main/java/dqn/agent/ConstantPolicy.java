package dqn.agent;

/**
 * The same action for ever: a baseline that some trained agents turn out to be.
 *
 * @param action its index
 */
public record ConstantPolicy(int action) implements Policy {
    @Override
    public int act(byte[] stack) {
        return action;
    }
}

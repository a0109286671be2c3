package dqn.agent;

import dqn.agent.AgentConfig.EpsilonConfig;
import dqn.agent.AgentConfig.Schedule;
import dqn.agent.AgentConfig.Unit;

/**
 * The chance of a random action, falling with agent steps, episodes or iterations.
 *
 * <p>Linear: {@code from} until the start, then along a straight line to {@code to} within {@code over} units.
 * Exponential: {@code max(to, from * factor^n)}, n units after the start.
 */
public final class EpsilonSchedule {
    /** Nature's last value. */
    private static final double NEARLY_GREEDY = 0.1;

    private final EpsilonConfig config;
    private final long start;

    /**
     * The schedule of this configuration.
     *
     * @param replayStart agent steps before it falls, where it counts them and has no start of its own
     */
    public EpsilonSchedule(EpsilonConfig config, long replayStart) {
        this.config = config;
        this.start = config.start().orElse(config.unit() == Unit.AGENT_STEPS ? replayStart : 0);
    }

    /** How many units stand before it begins to fall. */
    public long start() {
        return start;
    }

    /** Epsilon for the next agent step. */
    public double value(Counters counters) {
        long elapsed = Math.max(0, count(counters) - start);
        if (config.schedule() == Schedule.EXPONENTIAL) {
            return Math.max(config.to(), config.from() * Math.pow(config.factor(), (double) elapsed));
        }
        if (elapsed >= config.over()) {
            return config.to();
        }
        return config.from() + (config.to() - config.from()) * elapsed / config.over();
    }

    /**
     * Whether epsilon has reached its last value; or 0.1 where it falls exponentially, which to 0 would take for ever: nine
     * of ten actions are the agent's own then.
     */
    public boolean isFinal(Counters counters) {
        double low = config.schedule() == Schedule.EXPONENTIAL ? Math.max(config.to(), NEARLY_GREEDY) : config.to();
        return value(counters) <= low;
    }

    private long count(Counters counters) {
        return counters.get(config.unit());
    }
}

package dqn.training;

import dqn.agent.Counters;
import dqn.core.InvalidSetting;

/**
 * How long a run is, in all.
 *
 * @param amount of the unit
 * @param unit what is counted
 */
public record Budget(long amount, Unit unit) {
    /** What a budget counts. */
    public enum Unit {
        /** Emulator frames. */
        FRAMES,
        AGENT_STEPS,
        EPISODES,
        ITERATIONS
    }

    /** Whether a run that has come so far has reached it. */
    public boolean isSpent(Counters counters) {
        return switch (unit) {
            case FRAMES -> counters.frameCount >= amount;
            case AGENT_STEPS -> counters.agentStepCount >= amount;
            case EPISODES -> counters.episodeCount >= amount;
            case ITERATIONS -> counters.iterationCount >= amount;
        };
    }

    /** Whether a run that has come so far might reach it within so many agent steps, in each of which a game may end. */
    boolean isWithin(long agentSteps, int mostFramesOfAStep, Counters counters) {
        return switch (unit) {
            case FRAMES -> counters.frameCount + agentSteps * mostFramesOfAStep >= amount;
            case AGENT_STEPS -> counters.agentStepCount + agentSteps >= amount;
            case EPISODES -> counters.episodeCount + agentSteps >= amount;
            case ITERATIONS -> counters.iterationCount + agentSteps >= amount;
        };
    }

    /** Refuses a run of nothing. */
    public Budget {
        InvalidSetting.unlessAtLeast(1, "", amount);
    }
}

package dqn.agent;

import dqn.agent.AgentConfig.Unit;
import dqn.core.Checkpointable;
import dqn.core.SavedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How far a run has come; every schedule counts by these. */
public final class Counters implements Checkpointable {
    /** Emulator frames of all agent steps. */
    public long frameCount;
    /** Actions chosen. */
    public long agentStepCount;
    /** Optimiser steps. */
    public long learnerUpdateCount;
    /** Games finished. */
    public long episodeCount;
    /** Iterations finished. */
    public long iterationCount;

    /** The count in this unit. */
    public long get(Unit unit) {
        return switch (unit) {
            case AGENT_STEPS -> agentStepCount;
            case UPDATES -> learnerUpdateCount;
            case EPISODES -> episodeCount;
            case ITERATIONS -> iterationCount;
        };
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(frameCount);
        out.writeLong(agentStepCount);
        out.writeLong(learnerUpdateCount);
        out.writeLong(episodeCount);
        out.writeLong(iterationCount);
    }

    @Override
    public void load(DataInput in) throws IOException {
        frameCount = SavedState.count(in, "frames");
        agentStepCount = SavedState.count(in, "agent steps");
        learnerUpdateCount = SavedState.count(in, "updates");
        episodeCount = SavedState.count(in, "games");
        iterationCount = SavedState.count(in, "iterations");
    }
}

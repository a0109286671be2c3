package dqn.training;

import dqn.env.Catch;
import dqn.env.EnvironmentFactory;
import java.util.ArrayList;
import java.util.List;

/** Configurations of small runs on Catch, over a real preset. */
public final class CatchRuns {
    /** Environments of Catch, whatever the configuration says of Atari's rules. */
    public static final EnvironmentFactory GAMES = (config, source, framesShown, seed) -> new Catch(seed);

    private static final List<String> SMALL = List.of(
            "game=catch",
            "budget={agentSteps: 12_000}",
            "environment.stickyActions=0",
            "observation.pool=none",
            "observation.resize=none",
            "observation.stack=1",
            "network.padding=valid",
            "network.layers=[{dense: 64}]",
            "agent.epsilon={from: 1.0, to: 0.05, over: 4_000}",
            "agent.target.every=200",
            "agent.update={every: 1, batch: 32}",
            "agent.optimizer.adam={learningRate: 0.001, epsilon: 1.0e-8}",
            "agent.discount=0.95",
            "replay={capacity: 10_000, start: 200}",
            "compute.pipeline=false",
            "evaluation={episodes: 200, epsilon: 0}");

    private CatchRuns() {}

    /** A run of 12,000 agent steps on one small dense layer, one thing after the other, with changes. */
    public static RunConfig config(String... changes) {
        List<String> sets = new ArrayList<>(SMALL);
        sets.addAll(List.of(changes));
        return new ConfigLoader().resolvePreset("dopamine", sets);
    }

    /** A run with few and small updates, of this length, with changes. */
    static RunConfig few(String length, String... changes) {
        List<String> sets = new ArrayList<>(List.of(
                length,
                "network.layers=[{dense: 16}]",
                "agent.update={every: 10, batch: 8}",
                "agent.epsilon={to: 0.5, over: 1_000}",
                "replay={capacity: 1_000, start: 100}",
                "checkpoint.everyDuration=none"));
        sets.addAll(List.of(changes));
        return config(sets.toArray(String[]::new));
    }
}

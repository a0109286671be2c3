package dqn.cli;

import dqn.agent.AgentConfig.EpsilonConfig;
import dqn.agent.AgentConfig.Schedule;
import dqn.agent.AgentConfig.Unit;
import dqn.agent.Counters;
import dqn.agent.EpsilonSchedule;
import dqn.report.LinePicture;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;

/** How the chance of a random action falls. */
final class EpsilonPicture {
    private static final int POINTS = 400;
    private static final Map<Unit, String> TITLES =
            Map.of(Unit.AGENT_STEPS, "agent steps", Unit.EPISODES, "games", Unit.ITERATIONS, "iterations");

    private EpsilonPicture() {}

    /** Draws the schedule of a run up to a little behind its last value. */
    static Path write(RunConfig config, Path file) throws IOException {
        EpsilonConfig epsilon = config.agent().epsilon();
        EpsilonSchedule schedule = new EpsilonSchedule(epsilon, config.replay().start());
        long end = end(epsilon, schedule.start());
        long[] counts =
                LongStream.rangeClosed(0, POINTS).map(i -> i * end / POINTS).toArray();
        double[] x = LongStream.of(counts).asDoubleStream().toArray();
        double[] y = LongStream.of(counts)
                .mapToDouble(count -> schedule.value(all(count)))
                .toArray();
        LinePicture.write(file, TITLES.get(epsilon.unit()), x, "epsilon", y);
        return file;
    }

    private static Counters all(long count) {
        Counters counters = new Counters();
        counters.agentStepCount = count;
        counters.episodeCount = count;
        counters.iterationCount = count;
        return counters;
    }

    private static long end(EpsilonConfig epsilon, long start) {
        double falling = epsilon.schedule() == Schedule.LINEAR
                ? epsilon.over()
                : Math.log(Math.max(epsilon.to() / epsilon.from(), 0.01)) / Math.log(epsilon.factor());
        return (long) Math.ceil((start + falling) * 1.2) + 1;
    }
}

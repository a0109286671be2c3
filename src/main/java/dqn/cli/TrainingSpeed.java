package dqn.cli;

import dqn.training.StepObserver;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** Agent steps per second of a run once it learns, with the network choosing nearly every action. */
final class TrainingSpeed implements StepObserver {
    /** Learning before it is measured, in agent steps; on a slow computer less, so that nobody waits for minutes. */
    private static final long WARM_UP = 1_500;

    private static final double LONGEST_WARM_UP_SECONDS = 10;

    private final TrainingRun run;
    private final LongSupplier nanos;
    private final double[] rounds = new double[Spread.ROUNDS];
    private long learning;
    private long learningNanos;
    private double roundSeconds;
    private int finished = -1;
    private long startNanos;
    private long startSteps;

    /** Of a run that has not begun, and has {@link #settings}, and those of its {@link #replay} if it has one. */
    TrainingSpeed(TrainingRun run) {
        this(run, System::nanoTime);
    }

    /** By a clock that counts nanoseconds. */
    TrainingSpeed(TrainingRun run, LongSupplier nanos) {
        this.run = run;
        this.nanos = nanos;
    }

    /** A run that is to be measured: endless, and choosing by the network once it learns. */
    static List<String> settings(String game) {
        return List.of(
                "game=" + game,
                "budget={agentSteps: 1_000_000_000_000}",
                "agent.epsilon={from: 1, to: 0.05, schedule: linear, over: 1, unit: agentSteps, start: replayStart}");
    }

    /** A replay from which learning begins after so many transitions. */
    static String replay(String transitions) {
        return "replay={capacity: 1_000_000, start: " + transitions + "}";
    }

    /** Trains, for so many seconds behind the transitions before learning and a warm-up. */
    Spread measure(long transitions, double seconds) throws IOException {
        learning = transitions;
        learningNanos = nanos.getAsLong();
        roundSeconds = seconds / Spread.ROUNDS;
        run.train(List.of(this));
        return Spread.of(rounds);
    }

    @Override
    public void atBoundary() {
        long steps = run.counters().agentStepCount;
        long now = nanos.getAsLong();
        if (steps < learning || run.counters().learnerUpdateCount == 0) {
            learningNanos = now;
        } else if (finished < 0) {
            if (steps >= learning + WARM_UP || now - learningNanos >= LONGEST_WARM_UP_SECONDS * 1e9) {
                begin(now, steps);
            }
        } else if (now - startNanos >= roundSeconds * 1e9) {
            rounds[finished] = (steps - startSteps) / ((now - startNanos) / 1e9);
            begin(now, steps);
            if (finished == Spread.ROUNDS) {
                run.loop().requestStop();
            }
        }
    }

    private void begin(long now, long steps) {
        finished++;
        startNanos = now;
        startSteps = steps;
    }
}

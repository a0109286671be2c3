package dqn.training;

import dqn.env.EnvironmentFactory;
import dqn.network.NetworkSpec;
import dqn.network.Optimizer;

/**
 * What a run will take of a machine, an estimate, rather too high. In bytes, where nothing else is said.
 *
 * @param fixedMemory all but the replay
 * @param fixedDisk all but the replay and what grows with the run
 * @param savedReplays full replays that checkpoints hold at most: each keeps what the replay has let go since
 * @param transitionBytes of one transition
 * @param capacity transitions that the replay keeps
 * @param mostReplay that the replay may take
 * @param gathered transitions of the whole run
 * @param agentSteps of the whole run
 */
public record RunNeeds(
        double fixedMemory,
        double fixedDisk,
        double savedReplays,
        double transitionBytes,
        double capacity,
        double mostReplay,
        double gathered,
        double agentSteps) {
    /** Of a process with a small network, as measured: the virtual machine, its heap, native code. */
    private static final double PROCESS_MEMORY = 400e6;
    /** Tables, logs and TensorBoard's events as they begin, and what each agent step adds to them. */
    private static final double TABLES = 1e6;

    private static final double TABLE_BYTES_OF_A_STEP = 8;
    /** Beside the newest checkpoints that are kept: the best one, and the one being written. */
    private static final int OTHER_CHECKPOINTS = 2;
    /** Of a run; its game is played a little, to see how its frames can be compressed. */
    public static RunNeeds of(RunConfig config, EnvironmentFactory games) {
        return of(
                config,
                GameProbe.of(games, config.environment(), config.observation(), config.replay(), config.seed()));
    }

    /** Of a run whose game has been played so. */
    public static RunNeeds of(RunConfig config, GameProbe probe) {
        NetworkSpec spec = TrainingRun.spec(config, probe.stack(), probe.actions());
        double parameters = (double) Float.BYTES * spec.parameterCount();
        int average = config.agent().weightAverage().isPresent() ? 1 : 0;
        int remembered = Optimizer.slotCount(config.agent().optimizer());
        int vectors = 2 + average + remembered; // weights and the target's
        return new RunNeeds(
                PROCESS_MEMORY + RunMemory.ofNetwork(config, spec).bytes(),
                TABLES + parameters * vectors * ((double) config.checkpoint().keep() + OTHER_CHECKPOINTS),
                config.checkpoint().keep() + 1.0, // and the one being written; the best one's is dropped
                probe.transitionBytes(),
                config.replay().capacity().transitions(),
                config.replay().mostBytes(),
                config.gatherableTransitions(),
                config.mostAgentSteps());
    }

    /** Memory of the process while it runs to its end. */
    public double memory() {
        return fixedMemory + replay(gathered, 1);
    }

    /**
     * What it leaves on the disk.
     *
     * @param part of its whole length that it is trained, 1 for all of it
     */
    public double disk(double part) {
        return fixedDisk + replay(gathered * part, savedReplays) + TABLE_BYTES_OF_A_STEP * agentSteps * part;
    }

    /** Of so many transitions what stays, where room is for so many full replays. */
    private double replay(double transitions, double replays) {
        return Math.min(replays * mostReplay, transitionBytes * Math.min(replays * capacity, transitions));
    }
}

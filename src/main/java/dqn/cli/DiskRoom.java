package dqn.cli;

import dqn.cli.Finding.Level;
import dqn.network.NetworkSpec;
import dqn.replay.ReplayConfig;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks whether the checkpoints of a run have room where runs go.
 *
 * @param config of the run
 * @param network that it learns, if that is known
 * @param runs where runs go; need not be there yet
 */
record DiskRoom(RunConfig config, Optional<NetworkSpec> network, Path runs) {
    private static final String WHAT = "disk";
    /** Parameters, two moments of the optimiser, and the target network, four bytes each. */
    private static final long BYTES_OF_PARAMETER = 4 * 4;
    /** What compressed transitions of the greediest games take. */
    private static final long BYTES_OF_TRANSITION = 300;
    /** Besides those kept: the best one, and the one that is being written. */
    private static final int FURTHER_CHECKPOINTS = 2;
    /** Blocks of the replay that only older checkpoints refer to. */
    private static final double TURNOVER = 1.5;

    Finding look() throws IOException {
        Path folder = existing();
        if (!Files.isWritable(folder)) {
            return new Finding(
                    Level.FAIL,
                    WHAT,
                    folder + " cannot be written: give access to it, or start dqn in another folder.");
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        long needed = needed();
        String text = Checkup.amount(free) + " free for " + runs + ", a run may take " + Checkup.amount(needed);
        if (free < needed) {
            return new Finding(
                    Level.FAIL, WHAT, text + ": make room, choose another disk by --run, or a smaller --replay.");
        }
        return free < 2 * needed
                ? Finding.warn(WHAT, text + ": make room before there are two of them.")
                : Finding.ok(WHAT, text);
    }

    /** The folder, or the nearest one above it that is there. */
    private Path existing() {
        Path folder = runs.toAbsolutePath();
        while (!Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private long needed() {
        long parameters = network.map(NetworkSpec::parameterCount).orElse(0L);
        long models = (config.checkpoint().keep() + FURTHER_CHECKPOINTS) * BYTES_OF_PARAMETER * parameters;
        return models + (long) (TURNOVER * replayBytes());
    }

    private double replayBytes() {
        ReplayConfig replay = config.replay();
        long frame = network.map(spec ->
                        (long) spec.input().size() / config.observation().stack())
                .orElse(0L);
        long each = replay.compression() ? Math.min(BYTES_OF_TRANSITION, frame) : frame;
        double transitions = (double) Math.min(replay.capacity(), config.gatherableTransitions());
        return Math.min(transitions * each, (double) replay.capacityBytes().orElse(Long.MAX_VALUE));
    }
}

package dqn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to train, short enough to be gone through many times: a game with sticky actions, with many checkpoints
 * and evaluations, and a replay that has forgotten its first segments before the end.
 *
 * @param name of its folder
 * @param everyFrames from one checkpoint to the next
 * @param arguments of {@code dqn train} but for the run's directory
 */
record TortureSetting(String name, int everyFrames, List<String> arguments) {
    private static final int SMALL_EVERY = 2_000;
    private static final String GAME = "space_invaders";

    /** What {@code scripts/torture} goes through. */
    static List<TortureSetting> all() {
        return List.of(
                small("pipeline", GAME, 36_000, 2),
                small("no-pipeline", GAME, 36_000, 2, "--no-pipeline"),
                small("two-games", GAME, 36_000, 2, "--envs", "2"),
                nature("nature"),
                nature("nature-no-pipeline", "--no-pipeline"));
    }

    /**
     * A small network. Games are cut short, so that more than 100 end and one checkpoint is the best.
     *
     * @param frames of the whole run
     * @param keep checkpoints that stay
     * @param more arguments
     */
    static TortureSetting small(String name, String game, int frames, int keep, String... more) {
        List<String> arguments = arguments(game, frames, SMALL_EVERY, keep, more);
        set(arguments, "network.layers=[{conv: {filters: 4, kernel: 8, stride: 8}}, {dense: 16}]");
        set(arguments, "replay={start: 400, capacity: 3_000}");
        set(arguments, "environment.maxEpisodeFrames=160");
        set(arguments, "evaluation={everyFrames: 3_000, episodes: 2, maxEpisodeFrames: 200}");
        set(arguments, "agent={target: {every: 500}, epsilon: {over: 6_000}}");
        return new TortureSetting(name, SMALL_EVERY, List.copyOf(arguments));
    }

    /** The network of the Nature paper, with few updates: what takes time are the checkpoints, of 26 MB each. */
    private static TortureSetting nature(String name, String... more) {
        int everyFrames = 1_200;
        List<String> arguments = arguments(GAME, 17_000, everyFrames, 3, more);
        arguments.addAll(List.of("--preset", "nature"));
        set(arguments, "environment={stickyActions: 0.25, maxEpisodeFrames: 2_000}");
        set(arguments, "replay={start: 400, capacity: 1_500}");
        set(arguments, "evaluation={everyFrames: 4_000, episodes: 1, maxEpisodeFrames: 300}");
        set(arguments, "agent={update: {every: 20}, target: {every: 400}, epsilon: {over: 3_000}}");
        return new TortureSetting(name, everyFrames, List.copyOf(arguments));
    }

    private static List<String> arguments(String game, int frames, int everyFrames, int keep, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--game", game, "--seed", "11", "--threads", "2"));
        arguments.addAll(List.of("--frames", Integer.toString(frames)));
        arguments.addAll(List.of(more));
        set(arguments, "checkpoint={everyFrames: " + everyFrames + ", everyDuration: none, keep: " + keep + "}");
        return arguments;
    }

    private static void set(List<String> arguments, String assignment) {
        arguments.addAll(List.of("--set", assignment));
    }

    /** The command that begins a run here. */
    List<String> begin(Path run) {
        List<String> command = new ArrayList<>(List.of("train", "--run", run.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The command that goes on with it. */
    static List<String> resume(Path run) {
        return List.of("train", "--resume", run.toString());
    }
}

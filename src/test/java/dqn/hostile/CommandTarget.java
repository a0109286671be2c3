package dqn.hostile;

import dqn.checkpoint.Resealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.file.PathUtils;

/** Files given to the real command: configurations, runs to go on with, models and cartridges in turn. */
final class CommandTarget implements Target {
    /** A small run of Breakout; every value of it may be changed. */
    private static final String CONFIG = """
            game: breakout
            seed: 3
            environment: {envs: 1, stickyActions: 0.25, frameSkip: 4, noopStart: 5, noopUnit: frames, lifeLoss: episode,
              maxEpisodeFrames: 300}
            observation: {pool: frames, stride: 1, crop: none, resize: {height: 21, width: 21, method: area}, stack: 2}
            network: {padding: valid, layers: [{conv: {filters: 4, kernel: 5, stride: 4}}, {dense: 8}]}
            agent:
              discount: 0.99
              nStep: 1
              epsilon: {from: 1.0, to: 0.5, over: 50}
              target: {every: 8, unit: updates}
              update: {every: 4, unit: agentSteps, count: 1, batch: 4}
            replay: {capacity: 200, start: 20}
            evaluation: {episodes: 1, epsilon: 0.05, maxEpisodeFrames: 200}
            checkpoint: {everyFrames: none, everyDuration: none, keep: 2}
            compute: {threads: 1}
            """;

    private static final int STEPS = 60;

    private final String kind;
    private final Path folder;
    private final Path base;
    private final Command command;

    private CommandTarget(String kind, Path folder, Path base) {
        this.kind = kind;
        this.folder = folder;
        this.base = base;
        command = new Command(folder);
    }

    /** Of each kind one, in an empty folder, with a run that is made here. */
    static List<Target> all(Path folder) throws IOException, InterruptedException {
        Path absolute = folder.toAbsolutePath();
        Files.writeString(absolute.resolve("base.yaml"), CONFIG);
        Path base = absolute.resolve("base");
        if (!new Command(absolute)
                .run("train", "--config", absolute.resolve("base.yaml"), "--run", base, "--agent-steps", STEPS)) {
            throw new IOException("the run to attack cannot be made: " + Files.readString(absolute.resolve("stderr")));
        }
        return Stream.of("train --config", "train --resume", "eval --checkpoint", "train --rom")
                .<Target>map(kind -> new CommandTarget(kind, absolute, base))
                .toList();
    }

    @Override
    public String name() {
        return "dqn " + kind;
    }

    @Override
    public boolean attack(Mutator mutator) throws Exception {
        Path run = folder.resolve("run");
        FileUtils.deleteDirectory(run.toFile()); // which may not be there
        return switch (kind) {
            case "train --config" -> {
                byte[] config = Files.readAllBytes(folder.resolve("base.yaml"));
                Path file = Files.write(folder.resolve("mutated.yaml"), mutator.text(config, config));
                yield command.run("train", "--config", file, "--run", run, "--agent-steps", 20);
            }
            case "train --resume" -> {
                PathUtils.copyDirectory(base, run);
                change(run, mutator);
                yield command.run("train", "--resume", run, "--agent-steps", STEPS + 20);
            }
            case "eval --checkpoint" -> {
                ModelMutations models = new ModelMutations(checkpoint(base).resolve("model.zip"));
                Path file = Files.write(folder.resolve("mutated.zip"), models.next(mutator));
                yield command.run("eval", "--checkpoint", file, "--episodes", 1);
            }
            default -> {
                byte[] rom = Files.readAllBytes(Path.of("roms/breakout.bin"));
                byte[] other = Files.readAllBytes(Path.of("roms/pong.bin"));
                Path file = Files.write(folder.resolve("mutated.bin"), mutator.binary(rom, other));
                Path config = folder.resolve("base.yaml");
                yield command.run("train", "--config", config, "--rom", file, "--run", run, "--agent-steps", 20);
            }
        };
    }

    /** One file of a checkpoint, mostly sealed anew, or the run's configuration. */
    private static void change(Path run, Mutator mutator) throws IOException {
        Path checkpoint = checkpoint(run);
        List<Path> files = new ArrayList<>(List.of(run.resolve("config.yaml")));
        try (Stream<Path> all = Files.list(checkpoint)) {
            all.sorted().forEach(files::add);
        }
        Path file = mutator.choose(files);
        byte[] original = Files.readAllBytes(file);
        byte[] other = Files.readAllBytes(mutator.choose(files));
        boolean text = !file.toString().endsWith(".bin") && !file.toString().endsWith(".zip");
        Files.write(file, text ? mutator.text(original, original) : mutator.binary(original, other));
        if (!text && mutator.choose(8) > 0) {
            Resealed.seal(checkpoint);
        }
    }

    private static Path checkpoint(Path run) throws IOException {
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            return checkpoints
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

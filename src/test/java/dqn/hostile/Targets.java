package dqn.hostile;

import dqn.core.Releases;
import dqn.env.EnvironmentFactory;
import dqn.env.ale.AtariEnvironments;
import dqn.env.ale.RomCatalog;
import dqn.env.ale.Roms;
import dqn.network.NetworkBackend;
import dqn.network.onednn.OneDnnBackend;
import dqn.training.CatchRuns;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everything that is attacked in this process. */
final class Targets implements AutoCloseable {
    private static final List<String> SMALL_PARTS = List.of("loop", "target", "environment", "evaluation", "metrics");
    private static final List<String> GAMES = List.of(RomCatalog.OWN_GAME, "breakout");

    private final Releases releases = new Releases();
    private final List<Target> all = new ArrayList<>();

    /** Makes them in an empty folder; Atari's only where its cartridge is. */
    Targets(Path folder) throws IOException {
        NetworkBackend backend = new OneDnnBackend(1);
        Path strict = folder.resolve("strict");
        Checkpointed run = new Checkpointed(catchRun("compute.pipeline=false"), CatchRuns.GAMES, backend, strict, 300);
        add(new ConfigTarget(folder));
        add(new ManifestTarget(folder, new RunDirectory(strict)));
        add(new ModelTarget(folder, checkpoint(strict).resolve("model.zip"), backend));
        add(new CheckpointTarget(checkpoint(strict)));
        add(new RomTarget(folder));
        add(new PartTarget("strict", run, SMALL_PARTS));
        add(new PartTarget("strict", run, List.of("replay")));
        Checkpointed pipelined = new Checkpointed(
                catchRun("compute.pipeline=true", "environment.envs=3", "observation.stack=2"),
                CatchRuns.GAMES,
                backend,
                folder.resolve("pipelined"),
                300);
        add(new PartTarget("pipelined", pipelined, SMALL_PARTS));
        add(new PartTarget("pipelined", pipelined, List.of("replay")));
        Checkpointed prioritized = new Checkpointed(
                catchRun(
                        "environment.envs=2",
                        "replay.sampling={prioritized: {alpha: 0.6, beta: {from: 0.4, to: 1, over: 500}}}"),
                CatchRuns.GAMES,
                backend,
                folder.resolve("prioritized"),
                300);
        add(new PartTarget("prioritized", prioritized, List.of("replay")));
        for (String game : GAMES) {
            if (Roms.has(game)) {
                Checkpointed atari = new Checkpointed(run(game), atari(game), backend, folder.resolve(game), 60);
                add(new PartTarget(game, atari, List.of("environment")));
            }
        }
    }

    private static EnvironmentFactory atari(String game) {
        Path rom = Roms.of(game);
        return (config, source, frames, seed) ->
                AtariEnvironments.create(config, rom, source, frames, seed, UnaryOperator.identity());
    }

    private static RunConfig catchRun(String... changes) {
        List<String> sets = new ArrayList<>(List.of(
                "network.layers=[{dense: 8}]",
                "agent.update={every: 4, batch: 4}",
                "replay={capacity: 200, start: 50}",
                "evaluation={everyFrames: 100, episodes: 2}",
                "checkpoint={everyFrames: none, everyDuration: none}"));
        sets.addAll(List.of(changes));
        return CatchRuns.config(sets.toArray(String[]::new));
    }

    private static RunConfig run(String game) {
        return new ConfigLoader()
                .resolvePreset(
                        "default",
                        List.of(
                                "game=" + game,
                                "environment={lifeLoss: episode, maxEpisodeFrames: 600, noopStart: 10}",
                                "observation={stack: 2, resize: {height: 21, width: 21}}",
                                "network.layers=[{dense: 8}]",
                                "agent.update={every: 4, batch: 4}",
                                "replay={capacity: 200, start: 20}",
                                "checkpoint={everyFrames: none, everyDuration: none}"));
    }

    private static Path checkpoint(Path run) throws IOException {
        try (var checkpoints = Files.list(run.resolve("checkpoints"))) {
            return checkpoints
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void add(Target target) {
        all.add(target);
        releases.add(target::close);
    }

    List<Target> all() {
        return all;
    }

    @Override
    public void close() {
        releases.close();
    }
}

package dqn.hostile;

import dqn.core.DqnException;
import dqn.training.CatchRuns;
import dqn.training.ConfigLoader;
import dqn.training.RunCheck;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configurations, read and looked at as the command does before it begins a run. */
final class ConfigTarget implements Target {
    private final Path file;
    private final List<byte[]> originals;

    ConfigTarget(Path folder) throws IOException {
        file = folder.resolve("config.yaml");
        originals = List.of(
                ConfigLoader.toYaml(CatchRuns.config()).getBytes(StandardCharsets.UTF_8),
                ConfigLoader.toYaml(CatchRuns.config("compute.pipeline=true", "environment.envs=3"))
                        .getBytes(StandardCharsets.UTF_8),
                Files.readAllBytes(Path.of("config/default.yaml")),
                Files.readAllBytes(Path.of("config/breakout-course.yaml")));
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public boolean attack(Mutator mutator) throws Exception {
        byte[] original = mutator.choose(3) > 0 ? originals.get(0) : mutator.choose(originals);
        Files.write(file, mutator.text(original, mutator.choose(originals)));
        try {
            RunConfig config = new ConfigLoader().resolveFile(file, List.of());
            new ConfigLoader().resolveText("again", ConfigLoader.toYaml(config));
            RunCheck.of(config, (rules, source, frames, seed) -> new FlatGame(source, frames));
            return true;
        } catch (DqnException e) {
            return Sentences.refused(e);
        }
    }
}

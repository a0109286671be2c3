package dqn.cli;

import dqn.core.RandomStream;
import dqn.env.EnvironmentFactory;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dqn inspect}: lets a person look inside. */
@Command(
        name = "inspect",
        description = "Draws what an agent sees, before and after an agent step of random play: the emulator's frames,"
                + " what each stage of the preprocessing makes of them, and the stack that the network gets.",
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  dqn inspect --game breakout --pictures pictures",
            "  dqn inspect --game breakout --preset breakout-course --pictures pictures",
            "",
            "pipeline.png shows all of it; the other files are its parts, pixel for pixel."
        })
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--pictures",
            order = 1,
            paramLabel = "DIR",
            required = true,
            description = "The folder for the pictures, PNG; those of an earlier call are replaced.")
    private Path directory;

    @Option(
            names = "--step",
            order = 2,
            paramLabel = "N",
            defaultValue = "100",
            description = "The agent step, from the game's start, that is looked at (${DEFAULT-VALUE}).")
    private int step;

    @Option(
            names = "--seed",
            order = 3,
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the game and the play (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ConfigOptions configuration;

    @Override
    public Integer call() {
        if (step < 1 || step > 1_000_000) {
            throw new ParameterException(spec.commandLine(), "--step must be from 1 to 1000000, not " + step + ".");
        }
        RunConfig config = configuration.resolve(List.of());
        EnvironmentFactory games = Games.of(config.game(), configuration.rom());
        Path sheet = new PipelinePictures(config, directory).draw(games, step, new RandomStream(seed, "inspect"));
        spec.commandLine().getOut().println(sheet);
        spec.commandLine().getOut().flush();
        return 0;
    }
}

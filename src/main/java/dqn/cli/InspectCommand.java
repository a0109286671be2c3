package dqn.cli;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.core.RandomStream;
import dqn.env.EnvironmentFactory;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkSpec;
import dqn.network.dl4j.ModelFile;
import dqn.preprocess.ObservationConfig.Source;
import dqn.render.Fonts;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import dqn.training.Settings;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dqn inspect}: lets a person look inside. */
@Command(
        name = "inspect",
        description =
                "Tells a game's actions, what the agent sees of it, and the layers of its network; and draws them:"
                        + " what each stage of the preprocessing makes of the emulator's frames, epsilon, an agent's first weights.",
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  dqn inspect --game breakout",
            "  dqn inspect --game breakout --preset breakout-course --pictures pictures",
            "  dqn inspect --checkpoint runs/first --pictures pictures",
            "",
            "pipeline.png shows an agent step of random play, epsilon.png the schedule, weights.png an agent's first layer;",
            "the other files are the parts of the first, pixel for pixel."
        })
final class InspectCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(InspectCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            order = 1,
            paramLabel = "PATH",
            description =
                    "A trained agent instead of a preset: a run (its best checkpoint), one of its checkpoints, or a model file.")
    private Path checkpoint;

    @Option(
            names = "--pictures",
            order = 2,
            paramLabel = "DIR",
            description = "A folder for pictures, PNG; those of an earlier call are replaced.")
    private Path directory;

    @Option(
            names = "--step",
            order = 3,
            paramLabel = "N",
            defaultValue = "100",
            description = "The agent step of random play, counted over games, that is drawn (${DEFAULT-VALUE}).")
    private int step;

    @Option(
            names = "--seed",
            order = 4,
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the game and the play (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ConfigOptions configuration;

    @Override
    public Integer call() {
        Usage.requireWithin(spec, 1, 1_000_000, "--step", step);
        if (directory != null) {
            Fonts.require("in the pictures", "leave out --pictures");
        }
        Optional<Agents.Trained> trained = trained();
        RunConfig config = trained.map(this::configOf).orElseGet(() -> configuration.resolve(List.of()));
        EnvironmentFactory games = Games.of(config.game(), configuration.rom());
        tell(config, games, trained);
        if (directory != null) {
            draw(config, games, trained.map(Agents.Trained::model));
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Optional<Agents.Trained> trained() {
        if (checkpoint == null) {
            return Optional.empty();
        }
        Agents.Trained agent = Agents.find(checkpoint, new ModelFile());
        if (agent.config().isPresent()
                && (configuration.isGiven() || configuration.game().isPresent())) {
            throw Usage.error(
                    spec, "The agent brings its own configuration: leave out --game, --preset, --config and --set.");
        }
        return Optional.of(agent);
    }

    private RunConfig configOf(Agents.Trained agent) {
        return agent.config().orElseGet(() -> configuration.resolveForPlainModel(spec));
    }

    private void tell(RunConfig config, EnvironmentFactory games, Optional<Agents.Trained> trained) {
        try (ObservedEnvironment environment =
                new ObservedEnvironment(games, config.environment(), config.observation(), seed)) {
            List<String> actions = environment.actions();
            NetworkSpec wanted = TrainingRun.spec(config, environment);
            trained.ifPresent(agent -> agent.requireFit(wanted, config.game()));
            NetworkSpec network = trained.map(agent -> agent.model().spec()).orElse(wanted);
            PrintWriter out = spec.commandLine().getOut();
            out.println("game         " + config.game());
            out.println("actions      " + String.join(", ", actions));
            out.println("observation  " + environment.stackSpec() + " bytes, times "
                    + Settings.of(config).get("observation.scale") + " at the network");
            out.println();
            out.println(new NetworkSummary(network, actions.size()));
        }
    }

    private void draw(RunConfig config, EnvironmentFactory games, Optional<ModelSnapshot> agent) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        try {
            DurableFiles.createFolders(directory);
            if (config.observation().source() == Source.SCREEN) {
                out.println(
                        new PipelinePictures(config, directory).draw(games, step, new RandomStream(seed, "inspect")));
            } else {
                LOG.info("The agent sees the console's memory, of which there are no pictures");
            }
            out.println(EpsilonPicture.write(config, directory.resolve("epsilon.png")));
            if (agent.isPresent()) {
                out.println(FirstLayerPicture.write(agent.get(), directory.resolve("weights.png")));
            }
        } catch (IOException e) {
            throw new DqnException(
                    "The pictures cannot be written to " + directory + " (" + DurableFiles.reason(e)
                            + "): choose another --pictures.",
                    e);
        }
    }
}

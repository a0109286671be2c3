package dqn.cli;

import dqn.agent.Actor;
import dqn.agent.ConstantPolicy;
import dqn.agent.Policy;
import dqn.agent.RandomPolicy;
import dqn.core.DqnException;
import dqn.core.Nearest;
import dqn.core.RandomStream;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import dqn.training.TrainingRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who plays: a trained agent, chance, or one action for ever. */
final class PlayerOptions {
    private static final String CONSTANT = "constant:";
    private static final int POLICY_EPISODES = 100;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            order = 1,
            paramLabel = "PATH",
            description = "A run, one of its checkpoints, or a model file (the newest run under runs/).")
    private Path checkpoint;

    @Option(
            names = "--policy",
            order = 2,
            paramLabel = "POLICY",
            description = "random, or constant:ACTION such as constant:FIRE, instead of an agent.")
    private String policy;

    @Mixin
    private ConfigOptions configuration;

    @Option(
            names = "--epsilon",
            order = 3,
            paramLabel = "E",
            description = "The agent's chance of a random action (0.05).")
    private Double epsilon;

    @Option(names = "--seed", order = 4, paramLabel = "N", description = "Seed of the games played (1).")
    private long seed = 1;

    /** Decides who plays which game; to be closed when the playing is over. */
    Player choose() {
        if (epsilon != null && !(epsilon >= 0 && epsilon <= 1)) {
            throw usage("--epsilon must be from 0 to 1, not " + epsilon + ".");
        }
        if (policy != null) {
            return fixed();
        }
        Platform.check();
        NetworkBackend backend = Backends.reference();
        Agents.Trained trained = Agents.find(Optional.ofNullable(checkpoint), backend);
        Optional<RunConfig> own = trained.config();
        own.ifPresent(this::refuseAnother);
        RunConfig config = own.orElseGet(this::configOfPlainModel);
        return new Player(config, trained.source().toString(), Optional.of(trained.model()), backend);
    }

    private Player fixed() {
        if (checkpoint != null) {
            throw usage("--checkpoint and --policy exclude each other: an agent plays, or a fixed policy.");
        }
        if (epsilon != null) {
            throw usage("--epsilon is an agent's: leave it out with --policy.");
        }
        if (configuration.game().isEmpty()) {
            throw usage("--policy " + policy + " needs a game: add --game NAME, such as --game space_invaders.");
        }
        if (!policy.equals("random") && !policy.startsWith(CONSTANT)) {
            throw usage("--policy is random or constant:ACTION, not " + policy + ".");
        }
        return new Player(configuration.resolve(List.of()), policy, Optional.empty(), null);
    }

    private void refuseAnother(RunConfig config) {
        boolean otherGame =
                configuration.game().filter(game -> !game.equals(config.game())).isPresent();
        if (otherGame || configuration.isGiven()) {
            throw usage("The agent plays " + config.game() + " by the configuration that it was trained with: leave out"
                    + " --preset, --config, --set and any other --game.");
        }
    }

    private RunConfig configOfPlainModel() {
        if (configuration.game().isEmpty()) {
            throw usage("This model file does not say which game it plays: add --game NAME, and the --preset or"
                    + " --config that it was trained with.");
        }
        return configuration.resolve(List.of());
    }

    /** Refuses a number below {@code low}. */
    void requireAtLeast(double low, String option, double value) {
        if (!(value >= low)) {
            throw usage(String.format(Locale.ROOT, "%s must be at least %.0f, not %s.", option, low, value));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Who plays which game by which rules. */
    final class Player implements AutoCloseable {
        private final RunConfig config;
        private final String name;
        private final Optional<ModelSnapshot> model;
        private final NetworkBackend backend;
        private QNetwork network;

        private Player(RunConfig config, String name, Optional<ModelSnapshot> model, NetworkBackend backend) {
            this.config = config;
            this.name = name;
            this.model = model;
            this.backend = backend;
        }

        RunConfig config() {
            return config;
        }

        /** The policy's name, or where the agent was read from. */
        String name() {
            return name;
        }

        /** Where the agent was read from. */
        Optional<String> checkpoint() {
            return model.map(unused -> name);
        }

        long seed() {
            return seed;
        }

        /** The chance of a random action: 1 for the random policy, 0 for a constant one. */
        double epsilon() {
            if (model.isEmpty()) {
                return policy.equals("random") ? 1 : 0;
            }
            return epsilon == null ? config.evaluation().epsilon() : epsilon;
        }

        /** Games to play: as asked for, or as is usual. */
        int episodes(OptionalInt asked) {
            return asked.orElse(model.isPresent() ? config.evaluation().episodes() : POLICY_EPISODES);
        }

        /** The game's cartridge. */
        Path rom() {
            return Games.rom(config.game(), configuration.rom());
        }

        /** The policy in this environment, with chance from this stream. */
        Policy policy(ObservedEnvironment environment, RandomStream random) {
            if (model.isPresent()) {
                network = network(environment);
                return new Actor(network, random, epsilon());
            }
            List<String> actions = environment.actions();
            return policy.equals("random")
                    ? new RandomPolicy(random, actions.size())
                    : new ConstantPolicy(action(policy.substring(CONSTANT.length()), actions));
        }

        private QNetwork network(ObservedEnvironment environment) {
            NetworkSpec wanted = TrainingRun.spec(config, environment);
            NetworkSpec found = model.get().spec();
            if (!found.input().equals(wanted.input()) || found.outputs() != wanted.outputs()) {
                throw new DqnException("The model " + name + " takes " + found.input() + " and gives " + found.outputs()
                        + " values, but " + config.game() + " as configured shows " + wanted.input() + " and has "
                        + wanted.outputs() + " actions: name the --game and --preset that it was trained with.");
            }
            QNetwork built = backend.create(found, seed);
            built.writeParameters(model.get().parameters());
            return built;
        }

        private int action(String action, List<String> actions) {
            int index = actions.indexOf(action.toUpperCase(Locale.ROOT));
            if (index < 0) {
                throw usage(config.game() + " has no action " + action + ", but " + String.join(", ", actions)
                        + Nearest.to(action.toUpperCase(Locale.ROOT), actions)
                                .map(near -> ": did you mean " + near + "?")
                                .orElse("."));
            }
            return index;
        }

        @Override
        public void close() {
            if (network != null) {
                network.close();
            }
        }
    }
}

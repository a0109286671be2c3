package dqn.cli;

import dqn.network.dl4j.ModelFile;
import dqn.render.Joystick;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who plays: a trained agent, chance, or one action for ever. */
final class PlayerOptions {
    private static final String UNTRAINED = "untrained";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            order = 1,
            paramLabel = "PATH",
            description =
                    "A run (its best checkpoint), one of its checkpoints, or a model file (the newest run under runs/, else the shipped agent).")
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
            description = "The agent's chance of a random action (as its evaluation.epsilon says, mostly 0.05).")
    private Double epsilon;

    @Option(names = "--seed", order = 4, paramLabel = "N", description = "Seed of the games played (1).")
    private long seed = 1;

    /** Seed of the games played. */
    long seed() {
        return seed;
    }

    /** A file to take the game's cartridge from instead of the store. */
    Optional<Path> rom() {
        return configuration.rom();
    }

    /** Decides who plays which game. */
    Player choose() {
        if (epsilon != null) {
            Usage.requireWithin(spec, 0, 1, "--epsilon", epsilon);
        }
        if (policy != null) {
            return fixed();
        }
        Platform.check();
        Agents.Trained trained = Agents.find(Optional.ofNullable(checkpoint), configuration.game(), new ModelFile());
        Optional<RunConfig> own = trained.config();
        own.ifPresent(this::refuseAnother);
        RunConfig config = own.orElseGet(() -> configuration.resolveForPlainModel(spec));
        return new TrainedPlayer(
                config,
                trained,
                Backends.fastest(),
                epsilon == null ? config.evaluation().epsilon() : epsilon);
    }

    private Player fixed() {
        if (checkpoint != null) {
            throw Usage.error(spec, "--checkpoint and --policy exclude each other: an agent plays, or a fixed policy.");
        }
        if (epsilon != null) {
            throw Usage.error(spec, "--epsilon is an agent's: leave it out with --policy.");
        }
        if (!configuration.namesGame()) {
            throw Usage.error(
                    spec, "--policy " + policy + " needs a game: add --game NAME, such as --game space_invaders.");
        }
        if (!FixedPlayer.isPolicy(policy)) {
            throw Usage.error(spec, "--policy is random or constant:ACTION, not " + policy + ".");
        }
        return new FixedPlayer(configuration.resolve(List.of()), policy);
    }

    /** The person at this joystick. */
    Player human(Joystick joystick) {
        if (checkpoint != null || policy != null || epsilon != null) {
            throw Usage.error(spec, "--human excludes --checkpoint, --policy and --epsilon: you are the player.");
        }
        if (!configuration.namesGame()) {
            throw Usage.error(spec, "--human needs a game: add --game NAME, such as --game space_invaders.");
        }
        return new HumanPlayer(configuration.resolve(HumanPlayer.RULES), joystick);
    }

    /** Another player of the same game by the same rules: {@code untrained}, or a policy's name. */
    Player beside(Player player, String other) {
        if (FixedPlayer.isPolicy(other)) {
            return new FixedPlayer(player.config(), other);
        }
        if (other.equals(UNTRAINED) && player instanceof TrainedPlayer agent) {
            return agent.untrained();
        }
        throw Usage.error(
                spec, "--beside is random or constant:ACTION, or untrained where an agent plays, not " + other + ".");
    }

    private void refuseAnother(RunConfig config) {
        boolean otherGame =
                configuration.game().filter(game -> !game.equals(config.game())).isPresent();
        if (otherGame || configuration.isGiven()) {
            throw Usage.error(
                    spec,
                    "The agent plays " + config.game() + " by the configuration that it was trained with: leave out"
                            + " --preset, --config, --set and any other --game.");
        }
    }
}

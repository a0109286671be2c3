package dqn.cli;

import dqn.env.ale.RomCatalog;
import dqn.training.ConfigLoader;
import dqn.training.Presets;
import dqn.training.RunConfig;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.WordUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which game a training is of. Where nobody has named one, neither an option nor the file or preset that was asked for, it
 * is the default's; if that one's cartridge is missing and cannot be fetched, it is the program's own game. Whoever has
 * named a game never gets another.
 *
 * @param options what was asked for
 */
record GameChoice(ConfigOptions options) {
    private static final Logger LOG = LoggerFactory.getLogger(GameChoice.class);

    /**
     * The whole configuration; a line on standard error if its game is the program's own for want of the default's.
     *
     * @param flags as of {@link ConfigOptions#resolve}
     */
    RunConfig resolve(List<String> flags) {
        RunConfig config = options.resolve(flags);
        RunConfig own = withOwnGame(flags);
        Optional<String> missing = isNamed(config, own) ? Optional.empty() : Games.whyMissing(config.game());
        missing.ifPresent(reason -> LOG.warn(
                "This run trains {}, the program's own game, instead of {}: {}",
                title(own.game()),
                title(config.game()),
                reason));
        return missing.isPresent() ? own : config;
    }

    /** Whether somebody has named the game, so that a training gets no other. */
    boolean isNamed(List<String> flags) {
        return isNamed(options.resolve(flags), withOwnGame(flags));
    }

    private boolean isNamed(RunConfig config, RunConfig own) {
        return options.rom().isPresent() || own.game().equals(config.game());
    }

    /** With a game that is in force only where nobody has named one. */
    private RunConfig withOwnGame(List<String> flags) {
        return options.resolve(new ConfigLoader(Presets.installed(), List.of("game=" + RomCatalog.OWN_GAME)), flags);
    }

    private static String title(String game) {
        return WordUtils.capitalize(game.replace('_', ' '));
    }
}

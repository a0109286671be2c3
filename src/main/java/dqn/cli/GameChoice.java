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
 * is the default's; if that one's cartridge is missing and cannot be fetched, it is the program's own game, by its own preset
 * unless another preset or a file was asked for. Whoever has named a game never gets another.
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
        Optional<String> missing = isNamed(config, flags) ? Optional.empty() : Games.whyMissing(config.game());
        if (missing.isEmpty()) {
            return config;
        }
        LOG.warn(
                "This run trains {}, the program's own game, instead of {}: {}",
                title(RomCatalog.OWN_GAME),
                title(config.game()),
                missing.get());
        return takeOwn(flags);
    }

    /** The configuration as if the program's own game had been named, as which it counts from now on. */
    RunConfig takeOwn(List<String> flags) {
        options.takeGame(RomCatalog.OWN_GAME);
        return options.resolve(flags);
    }

    /** Whether somebody has named the game, so that a training gets no other. */
    boolean isNamed(List<String> flags) {
        return isNamed(options.resolve(flags), flags);
    }

    /** Another game in the default is in force only where nobody has named one. */
    private boolean isNamed(RunConfig config, List<String> flags) {
        ConfigLoader other = new ConfigLoader(Presets.installed(), List.of("game=" + RomCatalog.OWN_GAME));
        return options.rom().isPresent() || options.resolve(other, flags).game().equals(config.game());
    }

    private static String title(String game) {
        return WordUtils.capitalize(game.replace('_', ' '));
    }
}

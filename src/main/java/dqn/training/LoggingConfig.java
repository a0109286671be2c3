package dqn.training;

import dqn.core.InvalidSetting;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code logging} part of the configuration.
 *
 * @param episodeLine whether a line is logged at the end of every episode
 * @param tensorBoardPrefix name in front of the TensorBoard tags that count by episodes, in which {@code GAME} stands for the
 *     game's; empty: no such tags
 */
public record LoggingConfig(boolean episodeLine, Optional<String> tensorBoardPrefix) {
    private static final Pattern FIRST_LETTER = Pattern.compile("(?<![a-z])[a-z]");

    /** Refuses an empty prefix. */
    public LoggingConfig {
        InvalidSetting.unless(
                tensorBoardPrefix.map(prefix -> !prefix.isBlank()).orElse(true),
                "tensorBoardPrefix",
                "must be a name or none");
    }

    /**
     * The name in front of these tags in runs of a game.
     *
     * @param game as in the configuration, such as {@code ms_pacman}, which Gym called {@code MsPacman}
     */
    public Optional<String> tensorBoardPrefix(String game) {
        String gymName = FIRST_LETTER
                .matcher(game)
                .replaceAll(letter -> letter.group().toUpperCase(Locale.ROOT))
                .replace("_", "");
        return tensorBoardPrefix.map(prefix -> prefix.replace("GAME", gymName));
    }
}

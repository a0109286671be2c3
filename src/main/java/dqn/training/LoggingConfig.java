package dqn.training;

import dqn.core.InvalidSetting;
import java.util.Optional;

/**
 * The {@code logging} part of the configuration.
 *
 * @param episodeLine whether a line is logged at the end of every episode
 * @param tensorBoardPrefix name in front of the TensorBoard tags that count by episodes; empty: no such tags
 */
public record LoggingConfig(boolean episodeLine, Optional<String> tensorBoardPrefix) {
    /** Refuses an empty prefix. */
    public LoggingConfig {
        InvalidSetting.unless(
                tensorBoardPrefix.map(prefix -> !prefix.isBlank()).orElse(true),
                "tensorBoardPrefix",
                "must be a name or none");
    }
}

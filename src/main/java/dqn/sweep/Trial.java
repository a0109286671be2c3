package dqn.sweep;

import java.util.List;
import java.util.Map;

/**
 * One training of a sweep.
 *
 * @param number from 1, in the order of the plan
 * @param game that is played
 * @param seed of the run
 * @param settings that the sweep varies, by their keys, as YAML has them
 * @param arguments that {@code dqn train} is given, but for the configuration's file, the length and the run's directory
 */
public record Trial(int number, String game, long seed, Map<String, String> settings, List<String> arguments) {
    /** Its settings on one line; the same for all games and seeds that are tried with them. */
    public String label() {
        return String.join("; ", sets());
    }

    /** Each of its settings as {@code key=value}. */
    public List<String> sets() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }
}

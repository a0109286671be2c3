package dqn.sweep;

import dqn.core.InvalidSetting;
import dqn.training.ConfigNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads the key {@code search}: grid, random, sobol or asha. */
final class SearchNode {
    private static final String WHAT =
            "grid, {random: {samples: 20}}, {sobol: {samples: 20}} or {asha: {samples: 27, rungs: 3}}";
    private static final int USUAL_ETA = 3;
    private static final int USUAL_RUNGS = 3;

    private final Sampling sampling;
    private final Halving halving;

    /** Of a grid where there is no such key. */
    SearchNode(Optional<ConfigNode> node, OptionalLong frames) {
        if (node.isEmpty() || node.get().plain().equals(Optional.of("grid"))) {
            sampling = new Sampling.Grid();
            halving = Halving.NONE;
            return;
        }
        if (node.get().plain().isPresent()) {
            throw node.get().expected(WHAT);
        }
        Map.Entry<String, ConfigNode> choice = choice(node.get(), List.of("random", "sobol", "asha"));
        ConfigNode options = choice.getValue();
        boolean stops = choice.getKey().equals("asha");
        Map<String, ConfigNode> entries = options.entries(
                stops ? List.of("samples", "seed", "from", "rungs", "minFrames", "eta") : List.of("samples", "seed"));
        String source = stops && entries.containsKey("from") ? from(entries.get("from")) : choice.getKey();
        sampling = checked(options, () -> drawn(options, entries, source));
        InvalidSetting.unless(
                !stops || frames.isPresent(), "frames", "must be given with asha, whose rungs are parts of them");
        halving = stops ? checked(options, () -> halving(entries, frames.getAsLong())) : Halving.NONE;
        if (stops) {
            requireEnough(entries.get("samples"));
        }
    }

    /** Of so few settings that none is among the best of the best, all would be stopped early. */
    private void requireEnough(ConfigNode samples) {
        double least = Math.pow(halving.eta(), halving.rungs() - 1.0);
        if (samples.whole() < least) {
            throw samples.error(String.format(
                    Locale.ROOT,
                    "must be at least %.0f, or none of the settings comes to the last of %d rungs: one of %d goes on"
                            + " from each",
                    least,
                    halving.rungs(),
                    halving.eta()));
        }
    }

    private static String from(ConfigNode node) {
        return node.plain()
                .filter(List.of("random", "sobol")::contains)
                .orElseThrow(() -> node.expected("random or sobol"));
    }

    private static Sampling drawn(ConfigNode node, Map<String, ConfigNode> entries, String source) {
        if (!entries.containsKey("samples")) {
            throw node.find("samples").error("is missing: how many settings shall be tried?");
        }
        return new Sampling.Drawn(
                source.equals("sobol") ? Sampling.Source.SOBOL : Sampling.Source.RANDOM,
                (int) Math.min(Integer.MAX_VALUE, entries.get("samples").whole()),
                entries.containsKey("seed") ? entries.get("seed").whole() : 1);
    }

    private static Halving halving(Map<String, ConfigNode> entries, long frames) {
        int eta = entries.containsKey("eta") ? (int) SweepFile.within(2, 100, entries.get("eta")) : USUAL_ETA;
        if (!entries.containsKey("minFrames")) {
            return new Halving(
                    entries.containsKey("rungs") ? (int) SweepFile.within(1, 20, entries.get("rungs")) : USUAL_RUNGS,
                    eta);
        }
        if (entries.containsKey("rungs")) {
            throw entries.get("rungs").error("and minFrames say the same in two ways: leave one out");
        }
        return Halving.between(entries.get("minFrames").whole(), frames, eta);
    }

    /** The one key of a mapping, and its value. */
    static Map.Entry<String, ConfigNode> choice(ConfigNode node, List<String> known) {
        Map<String, ConfigNode> entries = node.entries(known);
        if (entries.size() != 1) {
            throw node.error("must have exactly one of " + String.join(", ", known));
        }
        return entries.entrySet().iterator().next();
    }

    /** What is refused is told with its place. */
    static <T> T checked(ConfigNode node, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidSetting e) {
            throw node.refused(e);
        }
    }

    Sampling sampling() {
        return sampling;
    }

    Halving halving() {
        return halving;
    }
}

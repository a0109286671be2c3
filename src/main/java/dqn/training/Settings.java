package dqn.training;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A configuration as single keys and values, to compare one with another. */
public final class Settings {
    /** Parts that may change while a run goes on: how long it is, what computes it, what it tells. */
    private static final Set<String> OTHER_PARTS = Set.of("budget", "compute", "checkpoint", "logging", "evaluation");

    private static final String ABSENT = "nothing";

    private Settings() {}

    /** Every key, such as {@code agent.epsilon.from}, and its value as YAML has it; in the order of the file. */
    public static Map<String, String> of(RunConfig config) {
        Map<String, String> settings = new LinkedHashMap<>();
        collect("", Codecs.run().write(config), settings);
        return settings;
    }

    /**
     * In what one configuration learns by other rules than another.
     *
     * @return such as {@code agent.discount 0.98 instead of 0.99}; empty if in nothing
     */
    public static String difference(RunConfig now, RunConfig then) {
        return difference(now, then, key -> !OTHER_PARTS.contains(key.split("\\.", 2)[0]));
    }

    /** In what the evaluations of one configuration are by other rules than those of another, likewise. */
    public static String evaluationDifference(RunConfig now, RunConfig then) {
        return difference(now, then, key -> key.startsWith("evaluation.") && !key.equals("evaluation.everyFrames"));
    }

    private static String difference(RunConfig now, RunConfig then, Predicate<String> looked) {
        Map<String, String> before = of(then);
        Map<String, String> after = of(now);
        Set<String> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        return keys.stream()
                .filter(looked)
                .filter(key -> !Objects.equals(after.get(key), before.get(key)))
                .map(key ->
                        key + " " + after.getOrDefault(key, ABSENT) + " instead of " + before.getOrDefault(key, ABSENT))
                .collect(Collectors.joining(", "));
    }

    private static void collect(String key, Node node, Map<String, String> settings) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(tuple -> collect(
                            (key.isEmpty() ? "" : key + ".") + text(tuple.getKeyNode()),
                            tuple.getValueNode(),
                            settings));
        } else {
            settings.put(key, text(node));
        }
    }

    private static String text(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(Settings::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(tuple -> text(tuple.getKeyNode()) + ": " + text(tuple.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return ((ScalarNode) node).getValue();
    }
}

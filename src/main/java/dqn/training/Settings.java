package dqn.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A configuration as single keys and values, to compare one with another. */
public final class Settings {
    private Settings() {}

    /** Every key, such as {@code agent.epsilon.from}, and its value as YAML has it; in the order of the file. */
    public static Map<String, String> of(RunConfig config) {
        Map<String, String> settings = new LinkedHashMap<>();
        collect("", Codecs.run().write(config), settings);
        return settings;
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

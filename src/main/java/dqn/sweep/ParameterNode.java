package dqn.sweep;

import dqn.training.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one of the parameters: a list of values, or a range. */
final class ParameterNode {
    private static final List<String> RANGE = List.of("from", "to", "scale", "integer");

    private ParameterNode() {}

    /** The parameters in the order of the file. */
    static List<Parameter> all(Optional<ConfigNode> node) {
        List<Parameter> parameters = new ArrayList<>();
        node.ifPresent(mapping -> mapping.entries()
                .orElseThrow(() -> mapping.expected("a mapping from keys to values, such as {agent.nStep: [1, 3]}"))
                .forEach((key, values) -> parameters.add(SearchNode.checked(
                        values, () -> values.items().isPresent() ? choice(key, values) : range(key, values)))));
        return parameters;
    }

    private static Parameter choice(String key, ConfigNode node) {
        return new Parameter.Choice(
                key,
                node.items().orElseThrow().stream().map(ConfigNode::oneLine).toList());
    }

    private static Parameter range(String key, ConfigNode node) {
        if (node.plain().isPresent()) {
            throw node.expected("a list of values, or a range such as {from: 1e-5, to: 1e-3, scale: log}");
        }
        Map<String, ConfigNode> entries = node.entries(RANGE);
        for (String end : List.of("from", "to")) {
            if (!entries.containsKey(end)) {
                throw node.find(end).error("is missing");
            }
        }
        return new Parameter.Range(
                key,
                entries.get("from").number(),
                entries.get("to").number(),
                isWord(entries.get("scale"), "log", "linear"),
                isWord(entries.get("integer"), "true", "false"));
    }

    private static boolean isWord(ConfigNode node, String word, String otherwise) {
        if (node == null) {
            return false;
        }
        return node.plain()
                .filter(List.of(word, otherwise)::contains)
                .orElseThrow(() -> node.expected(otherwise + " or " + word))
                .equals(word);
    }
}

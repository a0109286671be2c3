package dqn.training;

import dqn.core.ConfigException;
import dqn.core.InvalidSetting;
import dqn.core.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the configuration with its full key.
 *
 * @param node the value, which knows its file and line
 * @param key such as {@code agent.epsilon.from}; empty for the whole
 */
public record ConfigNode(Node node, String key) {
    private static final int SHOWN_CHARACTERS = 40;

    /**
     * The mapping that a YAML file holds; of an empty file an empty one.
     *
     * @throws ConfigException if it is no YAML, or holds something else
     */
    public static ConfigNode read(Path file) {
        return root(YamlText.of(file));
    }

    /**
     * The same of a text.
     *
     * @param origin what the text is, for messages; one that begins with -- is an option, which has no lines
     */
    public static ConfigNode parse(String origin, String text) {
        return root(new YamlText(origin, text));
    }

    static ConfigNode root(YamlText text) {
        Node tree = text.tree().orElseGet(() -> new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));
        ConfigNode root = new ConfigNode(tree, "");
        if (root.entries().isEmpty()) {
            throw root.expected("a mapping of keys");
        }
        return root;
    }

    /** A whole number; throws a sentence if it is none. */
    public long whole() {
        return ScalarCodec.LONG.read(this);
    }

    /** A number; throws a sentence if it is none. */
    public double number() {
        return ScalarCodec.DOUBLE.read(this);
    }

    /** The value as YAML on one line. */
    public String oneLine() {
        DumpSettings settings =
                DumpSettings.builder().setWidth(Integer.MAX_VALUE).build();
        return new Present(settings)
                .emitToString(
                        new Serialize(settings).serializeOne(inFlowStyle(node)).iterator())
                .strip();
    }

    private static Node inFlowStyle(Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.setFlowStyle(FlowStyle.FLOW);
            sequence.getValue().forEach(ConfigNode::inFlowStyle);
        } else if (node instanceof MappingNode mapping) {
            mapping.setFlowStyle(FlowStyle.FLOW);
            mapping.getValue().forEach(tuple -> inFlowStyle(tuple.getValueNode()));
        }
        return node;
    }

    /** The text of a plain scalar: one without quotes. */
    public Optional<String> plain() {
        return node instanceof ScalarNode scalar && scalar.isPlain()
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    /** The text of a scalar, quoted or not, that can stand on one line. */
    public Optional<String> text() {
        return node instanceof ScalarNode scalar && scalar.getValue().chars().noneMatch(Character::isISOControl)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    /** The values of a list. */
    public Optional<List<ConfigNode>> items() {
        if (!(node instanceof SequenceNode sequence)) {
            return Optional.empty();
        }
        List<ConfigNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new ConfigNode(item, key + "[" + items.size() + "]"));
        }
        return Optional.of(items);
    }

    /** The values of a mapping by their keys; throws if one stands twice. */
    public Optional<Map<String, ConfigNode>> entries() {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            ConfigNode name = new ConfigNode(tuple.getKeyNode(), key);
            String text = name.text().orElseThrow(() -> name.error("has a key that is not a word"));
            ConfigNode value = new ConfigNode(tuple.getValueNode(), child(text));
            if (entries.put(text, value) != null) {
                throw new ConfigException(YamlText.place(tuple.getKeyNode()) + ": duplicate key " + value.key());
            }
        }
        return Optional.of(entries);
    }

    /** The values of a mapping that has some of these keys; throws if it is no mapping, or has another key. */
    public Map<String, ConfigNode> entries(Collection<String> known) {
        Map<String, ConfigNode> entries =
                entries().orElseThrow(() -> expected("a mapping of " + String.join(", ", known)));
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            String name = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (!known.contains(name)) {
                throw new ConfigException(YamlText.place(tuple.getKeyNode()) + ": unknown key " + child(name)
                        + Nearest.to(name, known)
                                .map(nearest -> ": did you mean " + child(nearest) + "?")
                                .orElse(": known are " + String.join(", ", known)));
            }
        }
        return entries;
    }

    /** What lies at a key below this one, or the nearest node above it, under the whole key. */
    public ConfigNode find(String relativeKey) {
        Node nearest = node;
        for (String step : relativeKey.split("(?=\\[)|\\.", -1)) {
            ConfigNode here = new ConfigNode(nearest, "");
            Optional<ConfigNode> next = step.startsWith("[")
                    ? here.items().map(items -> items.get(Integer.parseInt(step.substring(1, step.length() - 1))))
                    : here.entries().map(entries -> entries.get(step));
            if (next.isEmpty()) {
                break;
            }
            nearest = next.get().node();
        }
        return new ConfigNode(nearest, child(relativeKey));
    }

    /** Of a value that is not what it should be. */
    public ConfigException expected(String what) {
        return expected(what, "");
    }

    /** The same with advice at the end. */
    ConfigException expected(String what, String advice) {
        return error("must be " + what + ", not " + shown() + advice);
    }

    /** Of a value that its record refuses. */
    public ConfigException refused(InvalidSetting refusal) {
        ConfigNode place = node instanceof MappingNode ? find(refusal.key()) : this;
        return place.error(refusal.problem());
    }

    /** With the place, the key, and the rest of the sentence. */
    public ConfigException error(String problem) {
        return new ConfigException(
                YamlText.place(node) + ": " + (key.isEmpty() ? "the configuration" : key) + " " + problem);
    }

    private String child(String name) {
        return key.isEmpty() || name.isEmpty() ? key + name : key + "." + name;
    }

    private String shown() {
        if (!(node instanceof ScalarNode scalar)) {
            return items().map(items -> "a list of " + items.size()).orElse("a mapping");
        }
        String text = YamlText.oneLine(scalar.getValue());
        String head = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
        return scalar.isPlain() ? (head.isEmpty() ? "empty" : head) : "\"" + head + "\"";
    }
}

package dqn.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of exactly one key, which says how its value is read: {@code {adam: {...}}}.
 *
 * @param codecs by that key
 * @param keyOf the key under which a value is written
 */
record ChoiceCodec<T>(Map<String, Codec<T>> codecs, Function<T, String> keyOf) implements Codec<T> {
    /** The records of a sealed interface, by their names in camel case. */
    static <T> ChoiceCodec<T> ofSealed(Class<T> type, Function<Class<?>, Codec<T>> codecOf) {
        Map<String, Codec<T>> codecs = new LinkedHashMap<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            codecs.put(name(permitted), codecOf.apply(permitted));
        }
        return new ChoiceCodec<>(codecs, value -> name(value.getClass()));
    }

    @Override
    public T read(ConfigNode node) {
        Map<String, ConfigNode> entries = node.entries(codecs.keySet());
        if (entries.size() != 1) {
            throw node.error("must have exactly one of " + String.join(", ", codecs.keySet()) + ", not "
                    + (entries.isEmpty() ? "none" : String.join(" and ", entries.keySet())));
        }
        Map.Entry<String, ConfigNode> entry = entries.entrySet().iterator().next();
        return codecs.get(entry.getKey()).read(entry.getValue());
    }

    @Override
    public Node write(T value) {
        String key = keyOf.apply(value);
        NodeTuple tuple = new NodeTuple(ScalarCodec.plain(key), codecs.get(key).write(value));
        return new MappingNode(Tag.MAP, List.of(tuple), FlowStyle.FLOW);
    }

    private static String name(Class<?> type) {
        String name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}

package dqn.training;

import dqn.core.InvalidSetting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A record as a mapping of all its components, by their names. */
final class RecordCodec<R> implements Codec<R> {
    private final Map<String, Codec<Object>> codecs = new LinkedHashMap<>();
    private final List<RecordComponent> components;
    private final Constructor<R> constructor;

    RecordCodec(Class<R> type, Function<RecordComponent, Codec<Object>> codecOf) {
        components = List.of(type.getRecordComponents());
        components.forEach(component -> codecs.put(component.getName(), codecOf.apply(component)));
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
    }

    @Override
    public R read(ConfigNode node) {
        Map<String, ConfigNode> entries = node.entries(codecs.keySet());
        List<Object> values = new ArrayList<>();
        codecs.forEach((name, codec) -> {
            if (!entries.containsKey(name)) {
                throw node.find(name).error("is missing");
            }
            values.add(codec.read(entries.get(name)));
        });
        try {
            return construct(values);
        } catch (InvalidSetting e) {
            throw node.refused(e);
        }
    }

    @Override
    public Node write(R value) {
        List<NodeTuple> tuples = new ArrayList<>();
        for (RecordComponent component : components) {
            Codec<Object> codec = codecs.get(component.getName());
            tuples.add(new NodeTuple(ScalarCodec.plain(component.getName()), codec.write(get(component, value))));
        }
        return new MappingNode(Tag.MAP, tuples, FlowStyle.FLOW);
    }

    private R construct(List<Object> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw unchecked(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the records of the configuration are public", e);
        }
    }

    private static Object get(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (InvocationTargetException e) {
            throw unchecked(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the records of the configuration are public", e);
        }
    }

    private static RuntimeException unchecked(InvocationTargetException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
}

package dqn.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One configuration over another: mappings are merged key by key, everything else is replaced. A mapping that is a choice
 * of one key is replaced too if the choice differs, so that {@code budget: {episodes: 5}} does not leave the frames
 * beneath it.
 */
final class ConfigMerge {
    private static final Set<String> CHOICES =
            Set.of("budget", "agent.optimizer", "agent.clipGradient", "agent.distribution", "replay.sampling");

    private ConfigMerge() {}

    /** The merged tree; its nodes keep the places where they were written. */
    static ConfigNode merge(ConfigNode base, ConfigNode over) {
        Map<String, ConfigNode> below = base.entries().orElse(Map.of());
        Map<String, ConfigNode> above = over.entries().orElse(Map.of());
        boolean otherChoice = CHOICES.contains(over.key()) && !below.keySet().equals(above.keySet());
        if (!(base.node() instanceof MappingNode) || !(over.node() instanceof MappingNode mapping) || otherChoice) {
            return over;
        }
        Map<String, NodeTuple> merged = new LinkedHashMap<>();
        tuples(base.node()).forEach(tuple -> merged.put(name(tuple), tuple));
        for (NodeTuple tuple : tuples(mapping)) {
            String name = name(tuple);
            Node value = below.containsKey(name)
                    ? merge(below.get(name), above.get(name)).node()
                    : tuple.getValueNode();
            merged.put(name, new NodeTuple(tuple.getKeyNode(), value));
        }
        return new ConfigNode(withTuples(mapping, new ArrayList<>(merged.values())), over.key());
    }

    /** The mapping without one of its keys. */
    static ConfigNode without(String name, ConfigNode node) {
        MappingNode mapping = (MappingNode) node.node();
        List<NodeTuple> rest = tuples(mapping).stream()
                .filter(tuple -> !name(tuple).equals(name))
                .toList();
        return new ConfigNode(withTuples(mapping, rest), node.key());
    }

    /** The tree of {@code a.b.c=value}. */
    static Node wrap(String dottedKey, Node value) {
        Node wrapped = value;
        String[] names = dottedKey.split("\\.", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            ScalarNode name = new ScalarNode(
                    Tag.STR, true, names[i], ScalarStyle.PLAIN, value.getStartMark(), value.getEndMark());
            wrapped = new MappingNode(
                    Tag.MAP,
                    true,
                    List.of(new NodeTuple(name, wrapped)),
                    FlowStyle.FLOW,
                    value.getStartMark(),
                    value.getEndMark());
        }
        return wrapped;
    }

    private static List<NodeTuple> tuples(Node mapping) {
        return ((MappingNode) mapping).getValue();
    }

    private static String name(NodeTuple tuple) {
        return ((ScalarNode) tuple.getKeyNode()).getValue();
    }

    private static MappingNode withTuples(MappingNode like, List<NodeTuple> tuples) {
        return new MappingNode(
                like.getTag(), true, tuples, like.getFlowStyle(), like.getStartMark(), like.getEndMark());
    }
}

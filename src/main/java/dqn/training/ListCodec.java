package dqn.training;

import java.util.List;
import java.util.function.IntPredicate;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A list.
 *
 * @param what it is, for the sentence that refuses another
 * @param sizes that it may have
 * @param item of each
 */
record ListCodec<T>(String what, IntPredicate sizes, Codec<T> item) implements Codec<List<T>> {
    @Override
    public List<T> read(ConfigNode node) {
        List<ConfigNode> items =
                node.items().filter(list -> sizes.test(list.size())).orElseThrow(() -> node.expected(what));
        return items.stream().map(item::read).toList();
    }

    @Override
    public Node write(List<T> value) {
        List<Node> items = value.stream().map(item::write).toList();
        boolean onOneLine = items.stream().allMatch(ScalarNode.class::isInstance);
        return new SequenceNode(Tag.SEQ, items, onOneLine ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
}

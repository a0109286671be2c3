package dqn.training;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A text, in quotes where it could be taken for something else. */
final class TextCodec implements Codec<String> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.-]*");

    @Override
    public String read(ConfigNode node) {
        Optional<String> text = node.text().filter(characters -> !characters.isEmpty());
        return text.orElseThrow(() -> node.expected("a name"));
    }

    @Override
    public Node write(String value) {
        boolean plain = NAME.matcher(value).matches() && !value.equals("none");
        return new ScalarNode(Tag.STR, value, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }
}

package dqn.training;

import dqn.core.Nearest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** A constant, written in camel case: {@code AGENT_STEPS} is agentSteps. */
final class EnumCodec<E extends Enum<E>> implements Codec<E> {
    private static final Pattern WORD_START = Pattern.compile("_(.)");

    private final Map<String, E> constants = new LinkedHashMap<>();

    EnumCodec(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            constants.put(name(constant), constant);
        }
    }

    /** As it is written. */
    static String name(Enum<?> constant) {
        return WORD_START
                .matcher(constant.name().toLowerCase(Locale.ROOT))
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    @Override
    public E read(ConfigNode node) {
        String text = node.text().orElse("");
        E constant = constants.get(text);
        if (constant == null) {
            String nearest = Nearest.to(text, constants.keySet())
                    .map(name -> ": did you mean " + name + "?")
                    .orElse("");
            throw node.expected(String.join(" or ", constants.keySet()), nearest);
        }
        return constant;
    }

    @Override
    public Node write(E value) {
        return ScalarCodec.plain(name(value));
    }
}

package dqn.training;

import dqn.core.InvalidSetting;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/** How one kind of value stands in YAML. Reading what was written gives an equal value. */
interface Codec<T> {
    /** Throws a sentence with the place and the key if the node holds no such value. */
    T read(ConfigNode node);

    /** A node without a place. */
    Node write(T value);

    /** The same YAML for another type; what that type refuses is reported where it was written. */
    default <U> Codec<U> map(Function<T, U> from, Function<U, T> to) {
        return new Codec<>() {
            @Override
            public U read(ConfigNode node) {
                try {
                    return from.apply(Codec.this.read(node));
                } catch (InvalidSetting e) {
                    throw node.refused(e);
                }
            }

            @Override
            public Node write(U value) {
                return Codec.this.write(to.apply(value));
            }
        };
    }

    /** The same YAML, or one word for no value. */
    default <U> Codec<U> orWord(String word, U absent, Function<T, U> from, Function<U, T> to) {
        return new Codec<>() {
            @Override
            public U read(ConfigNode node) {
                return node.plain().filter(word::equals).isPresent() ? absent : from.apply(Codec.this.read(node));
            }

            @Override
            public Node write(U value) {
                return value.equals(absent) ? ScalarCodec.plain(word) : Codec.this.write(to.apply(value));
            }
        };
    }
}

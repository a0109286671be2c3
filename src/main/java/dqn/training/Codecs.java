package dqn.training;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the configuration stands in YAML. Its records are the schema: the keys of a mapping are the components of a record.
 * Only what is written in another way than it is held is named, here and in {@link ShapeCodecs}.
 */
final class Codecs {
    private static final Map<Class<?>, Codec<?>> SCALARS = Map.of(
            long.class, ScalarCodec.LONG,
            int.class, ScalarCodec.INT,
            double.class, ScalarCodec.DOUBLE,
            boolean.class, ScalarCodec.BOOLEAN,
            Duration.class, ScalarCodec.DURATION,
            String.class, new TextCodec(),
            OptionalLong.class, longOr("none"),
            OptionalInt.class, intOr("none"));

    /** Where no value is another word than none. */
    private static final Map<String, Codec<?>> BY_COMPONENT = Map.of(
            "EpsilonConfig.start", longOr("replayStart"),
            "AgentConfig.randomActions", intOr("all"),
            "ComputeConfig.threads", intOr("auto"));

    private Codecs() {}

    /** The whole configuration. */
    static Codec<RunConfig> run() {
        return ofRecord(RunConfig.class);
    }

    /** A record that is written as it is held. */
    static <R> Codec<R> ofRecord(Class<R> type) {
        return new RecordCodec<>(type, Codecs::ofComponent);
    }

    @SuppressWarnings("unchecked") // the codec of a component's type reads what the component holds
    private static Codec<Object> ofComponent(RecordComponent component) {
        String name = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
        Codec<?> named = BY_COMPONENT.get(name);
        return (Codec<Object>) (named == null ? ofType(component.getGenericType()) : named);
    }

    private static Codec<?> ofType(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Codec<?> inner = ofType(parameterized.getActualTypeArguments()[0]);
            return parameterized.getRawType() == Optional.class
                    ? orNone(inner)
                    : new ListCodec<>("a list", size -> true, inner);
        }
        return ofClass((Class<?>) type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a raw class and the codec of that class
    private static Codec<?> ofClass(Class<?> type) {
        if (SCALARS.containsKey(type)) {
            return SCALARS.get(type);
        }
        if (type.isEnum()) {
            return new EnumCodec(type);
        }
        return ShapeCodecs.of(type).orElseGet(() -> ofShape(type));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Codec<?> ofShape(Class<?> type) {
        return type.isSealed()
                ? ChoiceCodec.ofSealed((Class<Object>) type, permitted -> (Codec<Object>) ofClass(permitted))
                : (Codec) ofRecord(type);
    }

    private static <T> Codec<Optional<T>> orNone(Codec<T> codec) {
        return codec.orWord("none", Optional.empty(), Optional::of, Optional::orElseThrow);
    }

    private static Codec<OptionalLong> longOr(String word) {
        return ScalarCodec.LONG.orWord(word, OptionalLong.empty(), OptionalLong::of, OptionalLong::orElseThrow);
    }

    private static Codec<OptionalInt> intOr(String word) {
        return ScalarCodec.INT.orWord(word, OptionalInt.empty(), OptionalInt::of, OptionalInt::orElseThrow);
    }
}

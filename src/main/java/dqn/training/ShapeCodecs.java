package dqn.training;

import dqn.agent.AgentConfig.ClipGradient;
import dqn.env.EnvironmentConfig.FrameSkip;
import dqn.network.NetworkConfig.Layer;
import dqn.preprocess.ObservationConfig.Range;
import dqn.preprocess.RewardConfig.Clip;
import dqn.replay.ReplayConfig.Capacity;
import dqn.replay.ReplayConfig.Prioritized;
import dqn.replay.ReplayConfig.Sampling;
import dqn.replay.ReplayConfig.Uniform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/** The records that are written in another shape than they are held. */
final class ShapeCodecs {
    private static final Codec<List<Integer>> TWO_WHOLE =
            new ListCodec<>("two whole numbers such as [10, 100]", size -> size == 2, ScalarCodec.INT);

    private static final Map<Class<?>, Supplier<Codec<?>>> CODECS = Map.of(
            Budget.class, ShapeCodecs::budget,
            FrameSkip.class, FrameSkipCodec::new,
            Range.class, ShapeCodecs::range,
            Clip.class, ShapeCodecs::clip,
            Layer.Dense.class, () -> ScalarCodec.INT.map(Layer.Dense::new, Layer.Dense::units),
            ClipGradient.class, ShapeCodecs::clipGradient,
            Sampling.class, SamplingCodec::new,
            Capacity.class, ShapeCodecs::capacity);

    private ShapeCodecs() {}

    /** The codec of such a record. */
    static Optional<Codec<?>> of(Class<?> type) {
        return Optional.ofNullable(CODECS.get(type)).map(Supplier::get);
    }

    /** {@code {frames: 10_000_000}}. */
    private static Codec<Budget> budget() {
        Map<String, Codec<Budget>> choices = new LinkedHashMap<>();
        for (Budget.Unit unit : Budget.Unit.values()) {
            choices.put(EnumCodec.name(unit), ScalarCodec.LONG.map(amount -> new Budget(amount, unit), Budget::amount));
        }
        return new ChoiceCodec<>(choices, budget -> EnumCodec.name(budget.unit()));
    }

    /** {@code {norm: 10}} or {@code {value: 1}}. */
    private static Codec<ClipGradient> clipGradient() {
        double none = Double.POSITIVE_INFINITY;
        Map<String, Codec<ClipGradient>> choices = new LinkedHashMap<>();
        choices.put("norm", ScalarCodec.DOUBLE.map(norm -> new ClipGradient(norm, none), ClipGradient::norm));
        choices.put("value", ScalarCodec.DOUBLE.map(value -> new ClipGradient(none, value), ClipGradient::value));
        return new ChoiceCodec<>(choices, clip -> Double.isInfinite(clip.norm()) ? "value" : "norm");
    }

    /** {@code [-1, 1]}. */
    private static Codec<Clip> clip() {
        return new ListCodec<>("two numbers such as [-1, 1], or none", size -> size == 2, ScalarCodec.DOUBLE)
                .map(ends -> new Clip(ends.get(0), ends.get(1)), clip -> List.of(clip.low(), clip.high()));
    }

    /** {@code [10, 100]}. */
    private static Codec<Range> range() {
        return TWO_WHOLE.map(ends -> new Range(ends.get(0), ends.get(1)), range -> List.of(range.first(), range.end()));
    }

    /** {@code 1_000_000}, {@code 2GiB} or none. */
    private static Codec<Capacity> capacity() {
        return new ScalarCodec<>(
                "a number of transitions, a size such as 512MiB or 2GiB, or none",
                ShapeCodecs::parseCapacity,
                ShapeCodecs::printCapacity);
    }

    private static Optional<Capacity> parseCapacity(String text) {
        if (text.equals("none")) {
            return Optional.of(Capacity.ofTransitions(0));
        }
        Optional<Capacity> count = ScalarCodec.LONG.parse().apply(text).map(Capacity::ofTransitions);
        return count.isPresent() ? count : ScalarCodec.SIZE.parse().apply(text).map(Capacity::ofBytes);
    }

    private static String printCapacity(Capacity capacity) {
        if (capacity.bytes().isPresent()) {
            return ScalarCodec.SIZE.print().apply(capacity.bytes().getAsLong());
        }
        return capacity.transitions() == 0 ? "none" : Long.toString(capacity.transitions());
    }

    /** {@code 4} or {@code [2, 4]}. */
    private static final class FrameSkipCodec implements Codec<FrameSkip> {
        private final Codec<FrameSkip> fixed = ScalarCodec.INT.map(n -> new FrameSkip(n, n), FrameSkip::min);
        private final Codec<FrameSkip> range =
                TWO_WHOLE.map(ends -> new FrameSkip(ends.get(0), ends.get(1)), skip -> List.of(skip.min(), skip.max()));

        @Override
        public FrameSkip read(ConfigNode node) {
            return (node.items().isPresent() ? range : fixed).read(node);
        }

        @Override
        public Node write(FrameSkip value) {
            return (value.min() == value.max() ? fixed : range).write(value);
        }
    }

    /** The word uniform, or {@code {prioritized: {alpha: 0.6, ...}}}. */
    private static final class SamplingCodec implements Codec<Sampling> {
        private final Codec<Uniform> word = new ScalarCodec<>(
                "uniform or a mapping of prioritized",
                text -> text.equals("uniform") ? Optional.of(new Uniform()) : Optional.empty(),
                uniform -> "uniform");
        private final Codec<Prioritized> choice = new ChoiceCodec<>(
                Map.of("prioritized", Codecs.ofRecord(Prioritized.class)), prioritized -> "prioritized");

        @Override
        public Sampling read(ConfigNode node) {
            return (node.entries().isPresent() ? choice : word).read(node);
        }

        @Override
        public Node write(Sampling value) {
            return value instanceof Prioritized prioritized ? choice.write(prioritized) : word.write(new Uniform());
        }
    }
}

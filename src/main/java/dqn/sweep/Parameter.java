package dqn.sweep;

import dqn.core.InvalidSetting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A key of the configuration that a sweep varies. */
public sealed interface Parameter {
    /** Such as {@code agent.nStep}. */
    String key();

    /**
     * The value, as YAML, at a place on a line from 0 to 1.
     *
     * @param place 0 or more, below 1
     */
    String at(double place);

    /** One of some values, each as likely as another. */
    record Choice(String key, List<String> values) implements Parameter {
        /** Refuses no values, and one value twice. */
        public Choice {
            values = List.copyOf(values);
            InvalidSetting.unless(!values.isEmpty(), "", "must have a value at least");
            InvalidSetting.unless(values.stream().distinct().count() == values.size(), "", "names a value twice");
        }

        @Override
        public String at(double place) {
            return values.get((int) (place * values.size()));
        }
    }

    /**
     * Any number between two, both included: as likely as any other, or as any other of the logarithms.
     *
     * @param integer whether the numbers are whole
     */
    record Range(String key, double from, double to, boolean logarithmic, boolean integer) implements Parameter {
        /** More would tell settings apart that no training can. */
        private static final MathContext DIGITS = new MathContext(6);

        /** Refuses a range of nothing, and logarithms of what has none. */
        public Range {
            InvalidSetting.unless(from < to, "to", "must be above from");
            InvalidSetting.unless(!logarithmic || from > 0, "from", "must be above 0 with scale: log");
            InvalidSetting.unless(Double.isFinite(logarithmic ? to / from : to - from), "to", "is too far from from");
            InvalidSetting.unless(
                    !integer || (from == Math.rint(from) && to == Math.rint(to) && Math.abs(to) < 1L << 53),
                    "integer",
                    "needs from and to to be whole numbers below 2^53");
        }

        @Override
        public String at(double place) {
            double end = integer ? to + 1 : to; // each whole number stands for what lies below the next
            double value = logarithmic
                    ? from * StrictMath.pow(end / from, place) // StrictMath: the same bits everywhere
                    : from + place * (end - from);
            return integer
                    ? Long.toString((long) Math.min(to, Math.floor(value)))
                    : new BigDecimal(value, DIGITS)
                            .max(BigDecimal.valueOf(from)) // rounded, it may be outside
                            .min(BigDecimal.valueOf(to))
                            .stripTrailingZeros()
                            .toString();
        }
    }
}

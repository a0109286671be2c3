package dqn.sweep;

import dqn.core.ConfigException;
import dqn.core.InvalidSetting;
import dqn.core.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/** Which settings a sweep tries, out of all that its parameters allow. */
public sealed interface Sampling {
    /** In a fixed order, none twice; each from key to value as YAML has it, in the order of the parameters. */
    List<Map<String, String>> of(List<Parameter> parameters);

    /** All of them; the last parameter changes fastest. */
    record Grid() implements Sampling {
        /** More is a mistake. */
        private static final long MOST = 100_000;

        @Override
        public List<Map<String, String>> of(List<Parameter> parameters) {
            requireFew(parameters);
            List<Map<String, String>> grid = List.of(Map.of());
            for (Parameter parameter : parameters) {
                List<Map<String, String>> finer = new ArrayList<>();
                for (Map<String, String> settings : grid) {
                    for (String value : choice(parameter).values()) {
                        Map<String, String> more = new LinkedHashMap<>(settings);
                        more.put(parameter.key(), value);
                        finer.add(more);
                    }
                }
                grid = finer;
            }
            return grid;
        }

        private static void requireFew(List<Parameter> parameters) {
            double size = 1;
            for (Parameter parameter : parameters) {
                size *= choice(parameter).values().size();
            }
            if (size > MOST) {
                throw new ConfigException(String.format(
                        Locale.ROOT,
                        "The grid has %.0f settings, more than %d: name fewer values, or use search: {random: ...}.",
                        size,
                        MOST));
            }
        }

        private static Parameter.Choice choice(Parameter parameter) {
            if (parameter instanceof Parameter.Choice choice) {
                return choice;
            }
            throw new ConfigException("A grid has no values for the range of " + parameter.key()
                    + ": list them, or use search: {sobol: {samples: 20}}.");
        }
    }

    /** Where the places of drawn settings come from. */
    enum Source {
        /** Each place independent of the others. */
        RANDOM,
        /**
         * Sobol's sequence, which leaves no part of the space out for long, by the direction numbers of Joe and Kuo
         * (2008), moved round by a random step in each dimension (Cranley and Patterson 1976).
         */
        SOBOL
    }

    /**
     * Some, drawn.
     *
     * @param samples how many
     * @param seed of the draw
     */
    record Drawn(Source source, int samples, long seed) implements Sampling {
        private static final int MOST_SAMPLES = 100_000;
        private static final int MOST_DIMENSIONS = 1_000;
        /** So many draws that are all known already: there are no others, or hardly. */
        private static final int MOST_IN_VAIN = 10_000;

        /** Refuses to draw nothing. */
        public Drawn {
            InvalidSetting.unlessWithin(1, MOST_SAMPLES, "samples", samples);
        }

        @Override
        public List<Map<String, String>> of(List<Parameter> parameters) {
            if (parameters.isEmpty() || parameters.size() > MOST_DIMENSIONS) {
                throw new ConfigException("A search needs 1 to " + MOST_DIMENSIONS + " parameters, not "
                        + parameters.size() + ": name them under parameters.");
            }
            Supplier<double[]> places = places(parameters.size());
            Set<Map<String, String>> drawn = new LinkedHashSet<>();
            for (int inVain = 0; drawn.size() < samples; inVain++) {
                if (drawn.add(at(places.get(), parameters))) {
                    inVain = 0;
                } else if (inVain >= MOST_IN_VAIN) {
                    throw new ConfigException("There are hardly more than " + drawn.size()
                            + " different settings to draw: set samples to at most that, or use search: grid.");
                }
            }
            return List.copyOf(drawn);
        }

        private static Map<String, String> at(double[] places, List<Parameter> parameters) {
            Map<String, String> settings = new LinkedHashMap<>();
            for (int i = 0; i < places.length; i++) {
                settings.put(parameters.get(i).key(), parameters.get(i).at(places[i]));
            }
            return settings;
        }

        private Supplier<double[]> places(int dimensions) {
            RandomStream random = new RandomStream(seed, "sweep");
            if (source == Source.RANDOM) {
                return () -> uniform(random, dimensions);
            }
            double[] shift = uniform(random, dimensions);
            SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
            return () -> moved(sequence.nextVector(), shift);
        }

        private static double[] uniform(RandomStream random, int dimensions) {
            return DoubleStream.generate(random::nextDouble).limit(dimensions).toArray();
        }

        private static double[] moved(double[] point, double[] shift) {
            for (int i = 0; i < point.length; i++) {
                point[i] = (point[i] + shift[i]) % 1;
            }
            return point;
        }
    }
}

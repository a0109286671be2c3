package dqn.cli;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkSpec;
import dqn.network.ParameterLayout;
import dqn.network.ParameterLayout.LayerParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A network as a table: each layer, the shape of what comes out of it, and its parameters. */
final class NetworkSummary {
    private static final String ROW = "%-16s %-12s %,15d%n";

    private final NetworkSpec spec;
    private final int actions;

    /** Of a network that answers with so many actions. */
    NetworkSummary(NetworkSpec spec, int actions) {
        this.spec = spec;
        this.actions = actions;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format("%-16s %-12s %15s%n", "layer", "output", "parameters"));
        List<ObservationSpec> shapes = spec.shapes();
        table.append(row("input", shapes.get(0), 0));
        List<LayerParameters> layers = ParameterLayout.of(spec).layers();
        List<LayerParameters> spreads = ParameterLayout.of(spec).spreads();
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            int spread = spreads.isEmpty() ? 0 : spreads.get(i).size();
            table.append(row(names.get(i), shape(i, layers), layers.get(i).size() + (long) spread));
        }
        return table.append(String.format(Locale.ROOT, ROW, "total", "", spec.parameterCount()))
                .toString()
                .stripTrailing();
    }

    private static String row(String name, ObservationSpec shape, long parameters) {
        String size = shape.height() * shape.width() == 1 ? Integer.toString(shape.channels()) : shape.toString();
        return String.format(Locale.ROOT, ROW, name, size, parameters);
    }

    /** The output layers are not among the hidden layers' shapes. */
    private ObservationSpec shape(int layer, List<LayerParameters> layers) {
        return layer < spec.layers().size()
                ? spec.shapes().get(layer + 1)
                : new ObservationSpec(layers.get(layer).outputs(), 1, 1);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        IntStream.range(0, spec.layers().size())
                .forEach(i ->
                        names.add(name(spec.layers().get(i), i == spec.layers().size() - 1)));
        int atoms = spec.outputs() / actions;
        String each = actions + (atoms == 1 ? "" : " x " + atoms);
        if (spec.head().dueling()) {
            names.add("value");
            names.add("advantage " + each);
        } else {
            names.add("actions " + each);
        }
        return names;
    }

    private String name(Layer layer, boolean last) {
        if (layer instanceof Layer.Conv conv) {
            return "conv " + conv.kernel() + "x" + conv.kernel() + " / " + conv.stride();
        }
        return (spec.head().noisy() ? "noisy dense" : "dense")
                + (last && spec.head().dueling() ? " x 2" : "");
    }
}

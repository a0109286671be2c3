package dqn.cli;

import dqn.core.DqnException;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkSpec;
import dqn.network.ParameterLayout;
import dqn.network.ParameterLayout.LayerParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A network as a table: each layer, the shape of what comes out of it, and its parameters. */
final class NetworkSummary {
    private static final String ROW = "%-16s %-12s %,15d%n";

    private final NetworkSpec spec;
    private final int actions;
    private final ParameterLayout layout;

    /**
     * Of a network that answers with so many actions.
     *
     * @throws DqnException if it has more parameters than any network here can have
     */
    NetworkSummary(NetworkSpec spec, int actions) {
        this.spec = spec;
        this.actions = actions;
        try {
            layout = ParameterLayout.of(spec);
        } catch (ArithmeticException e) {
            throw new DqnException("The network has more than 2^31 - 1 parameters: use smaller network.layers.", e);
        }
    }

    @Override
    public String toString() {
        List<ObservationSpec> shapes = spec.shapes();
        List<String> names = names();
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, "%-16s %-12s %15s%n", "layer", "output", "parameters"));
        table.append(row("input", shapes.get(0), 0));
        for (int i = 0; i < names.size(); i++) {
            LayerParameters layer = layout.layers().get(i);
            int spread =
                    layout.spreads().isEmpty() ? 0 : layout.spreads().get(i).size();
            boolean maps = i < spec.layers().size() && spec.layers().get(i) instanceof Layer.Window;
            ObservationSpec shape = maps ? shapes.get(i + 1) : new ObservationSpec(layer.outputs(), 1, 1);
            table.append(row(names.get(i), shape, layer.size() + (long) spread));
        }
        return table.append(String.format(Locale.ROOT, ROW, "total", "", spec.parameterCount()))
                .toString()
                .stripTrailing();
    }

    private static String row(String name, ObservationSpec shape, long parameters) {
        String size = shape.height() * shape.width() == 1 ? Integer.toString(shape.channels()) : shape.toString();
        return String.format(Locale.ROOT, ROW, name, size, parameters);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (Layer layer : spec.layers()) {
            names.add(name(layer));
        }
        int atoms = spec.outputs() / actions;
        String each = actions + (atoms == 1 ? "" : " x " + atoms);
        if (spec.head().implicit()) {
            names.add(names.size() - 1, "quantiles x " + atoms);
            names.add("actions " + actions);
        } else if (spec.head().dueling()) {
            names.add(names.remove(names.size() - 1) + " x 2"); // streams
            names.add("value");
            names.add("advantage " + each);
        } else {
            names.add("actions " + each);
        }
        return names;
    }

    private String name(Layer layer) {
        if (layer instanceof Layer.Conv conv) {
            return "conv " + conv.kernel() + "x" + conv.kernel() + " / " + conv.stride();
        }
        if (layer instanceof Layer.MaxPool pool) {
            return "max " + pool.kernel() + "x" + pool.kernel() + " / " + pool.stride();
        }
        return spec.head().noisy() ? "noisy dense" : "dense";
    }
}

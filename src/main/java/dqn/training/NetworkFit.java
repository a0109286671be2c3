package dqn.training;

import dqn.core.InvalidSetting;
import dqn.core.ObservationSpec;
import dqn.env.Catch;
import dqn.network.NetworkConfig;
import dqn.network.NetworkConfig.Head;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkSpec;
import dqn.preprocess.ObservationConfig;
import dqn.preprocess.ObservationConfig.Color;
import dqn.preprocess.ObservationConfig.Resize;
import dqn.preprocess.ObservationConfig.Source;
import java.util.List;

/** Whether the layers fit on the observation; on the smallest screen where the size depends on the game. */
final class NetworkFit {
    private static final int SMALLEST_SCREEN_ROWS = 210;
    private static final int SCREEN_COLUMNS = 160;
    private static final int MEMORY_BYTES = 128;

    private NetworkFit() {}

    /** Throws an {@link InvalidSetting} that names the first layer that does not fit. */
    static void check(String game, ObservationConfig observation, NetworkConfig network) {
        ObservationSpec input = input(game, observation);
        List<Layer> layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            String key = "network.layers[" + i + "]";
            InvalidSetting.unless(
                    observation.source() == Source.SCREEN || layers.get(i) instanceof Layer.Dense,
                    key,
                    "is a convolution or maxPool, which needs rows and columns: use dense layers with observation.source: ram");
            checkFirst(layers.subList(0, i + 1), key, input, network);
        }
    }

    private static void checkFirst(List<Layer> layers, String key, ObservationSpec input, NetworkConfig network) {
        NetworkConfig part = new NetworkConfig(network.padding(), layers, Head.Q, false, network.initialization());
        try {
            NetworkSpec.of(part, input, 1, 1, 1, false).shapes().forEach(ObservationSpec::size);
        } catch (ArithmeticException e) {
            throw new InvalidSetting(key, "has more outputs than can be counted: make it smaller");
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    key, "does not fit: " + e.getMessage() + "; use padding: same, or a smaller kernel");
        }
    }

    private static ObservationSpec input(String game, ObservationConfig observation) {
        if (observation.source() == Source.RAM) {
            return new ObservationSpec(observation.stack(), 1, MEMORY_BYTES);
        }
        int planes = observation.stack() * (observation.color() == Color.RGB ? 3 : 1);
        int stride = observation.stride();
        boolean isCatch = game.equals(Catch.NAME);
        int screenRows = isCatch ? Catch.ROWS : SMALLEST_SCREEN_ROWS;
        int screenColumns = isCatch ? Catch.COLUMNS : SCREEN_COLUMNS;
        int rows = observation.crop().map(crop -> crop.rows().size()).orElse((screenRows + stride - 1) / stride);
        int columns =
                observation.crop().map(crop -> crop.columns().size()).orElse((screenColumns + stride - 1) / stride);
        return new ObservationSpec(
                planes,
                observation.resize().map(Resize::height).orElse(rows),
                observation.resize().map(Resize::width).orElse(columns));
    }
}

package dqn.cli;

import dqn.core.ObservationSpec;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkSpec;
import dqn.network.ParameterLayout;
import dqn.network.ParameterLayout.LayerParameters;
import dqn.render.Images;
import dqn.render.WeightPicture;
import java.io.IOException;
import java.nio.file.Path;

/** The weights of an agent's first layer, in the shape of what they look at. */
final class FirstLayerPicture {
    /** A console's memory has no rows: so many bytes are put into one. */
    private static final int MEMORY_COLUMNS = 16;

    private FirstLayerPicture() {}

    /** Draws them. */
    static Path write(ModelSnapshot agent, Path file) throws IOException {
        NetworkSpec spec = agent.spec();
        // The layer of the cosines stands before the last hidden one, and sees nothing of the game.
        int first = spec.head().implicit() && spec.layers().size() == 1 ? 1 : 0;
        LayerParameters layer = ParameterLayout.of(spec).layers().get(first);
        return Images.write(seen(spec).draw(agent.parameters(), layer.weights(), layer.outputs()), file);
    }

    private static WeightPicture seen(NetworkSpec spec) {
        ObservationSpec input = spec.input();
        if (!spec.layers().isEmpty() && spec.layers().get(0) instanceof Layer.Conv conv) {
            return new WeightPicture(input.channels(), conv.kernel(), conv.kernel());
        }
        return input.height() == 1 && input.width() % MEMORY_COLUMNS == 0
                ? new WeightPicture(input.channels(), input.width() / MEMORY_COLUMNS, MEMORY_COLUMNS)
                : new WeightPicture(input.channels(), input.height(), input.width());
    }
}

package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ObservationSpec;
import dqn.network.NetworkBackend;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.network.dl4j.Dl4jBackend;
import dqn.network.onednn.OneDnnBackend;
import dqn.network.onednn.UnsupportedNetworkException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoBackendTest {
    /** More weights in one convolution than the fast engine can number. */
    private static final NetworkSpec TOO_LARGE = new NetworkSpec(
            new ObservationSpec(1, 64, 64),
            1,
            Padding.VALID,
            List.of(new Conv(4096, 64, 1)),
            2,
            Initialization.GLOROT_UNIFORM);

    @Test
    void theFastEngineNamesTheLayerThatItRefuses() {
        assertThatThrownBy(() -> new OneDnnBackend(1).create(TOO_LARGE, 1))
                .isInstanceOf(UnsupportedNetworkException.class)
                .hasMessageContainingAll("layer 0", "Conv[filters=4096", "use --backend dl4j");
    }

    @Test
    void whatTheFastEngineRefusesDl4jComputes() {
        NetworkBackend backend = new AutoBackend(new OneDnnBackend(1), Dl4jBackend::new);
        assertThat(backend.name()).isEqualTo("onednn");
        backend.meet(TOO_LARGE);
        assertThat(backend.name())
                .as("before there is a network, so that the manifest can tell")
                .isEqualTo("dl4j");
        try (QNetwork network = backend.create(TOO_LARGE, 1)) {
            assertThat(network.description()).startsWith("DL4J");
        }
    }
}

package dqn.network.onednn;

import dqn.network.NetworkBackend;
import dqn.network.QNetworkContract;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** On one thread, and on several. */
@ParameterizedClass
@MethodSource("backends")
class OneDnnQNetworkTest extends QNetworkContract {
    @Parameter
    private NetworkBackend backend;

    static List<NetworkBackend> backends() {
        return List.of(new OneDnnBackend(1), new OneDnnBackend(2), new OneDnnBackend(3));
    }

    @Override
    protected NetworkBackend backend() {
        return backend;
    }
}

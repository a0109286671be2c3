package dqn.network.onednn;

import dqn.network.NetworkBackend;
import dqn.network.QNetworkContract;

class OneDnnQNetworkTest extends QNetworkContract {
    private final NetworkBackend backend = new OneDnnBackend(2);

    @Override
    protected NetworkBackend backend() {
        return backend;
    }
}

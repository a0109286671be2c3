package dqn.network.dl4j;

import dqn.network.NetworkBackend;
import dqn.network.QNetworkContract;

class Dl4jQNetworkTest extends QNetworkContract {
    private final NetworkBackend backend = new Dl4jBackend();

    @Override
    protected NetworkBackend backend() {
        return backend;
    }
}

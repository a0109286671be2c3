package dqn.network.onednn;

import dqn.network.HeadsContract;
import dqn.network.NetworkBackend;

class OneDnnHeadsTest extends HeadsContract {
    private final NetworkBackend backend = new OneDnnBackend(2);

    @Override
    protected NetworkBackend backend() {
        return backend;
    }
}

package dqn.network.dl4j;

import dqn.network.NetworkBackend;
import dqn.network.onednn.OneDnnBackend;

/** The same files from and to the fast engine. */
class OneDnnModelFileTest extends ModelFileTest {
    @Override
    NetworkBackend backend() {
        return new OneDnnBackend(2);
    }
}

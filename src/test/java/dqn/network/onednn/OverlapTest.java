package dqn.network.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Sgd;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.UpdateTask;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OverlapTest {
    private static final NetworkSpec SPEC = new NetworkSpec(
            new ObservationSpec(1, 4, 4), 1, Padding.VALID, List.of(new Dense(3)), 2, Initialization.PYTORCH);

    /** The caller is kept busy until another thread has fetched the batch: it would wait for ever if none did. */
    @Test
    void theOthersBeginWhileTheCallerIsBusy() {
        CountDownLatch read = new CountDownLatch(1);
        AtomicBoolean came = new AtomicBoolean();
        try (QNetwork network = new OneDnnBackend(2).create(SPEC, 1, new Sgd(0.1, 0), StepConfig.PLAIN)) {
            UpdateTask task = new UpdateTask(
                    (from, to) -> read.countDown(),
                    List.of(),
                    new byte[16],
                    1,
                    new float[2],
                    new float[2],
                    (f, t) -> {});
            network.update(task, () -> came.set(await(read)));
        }
        assertThat(came).isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

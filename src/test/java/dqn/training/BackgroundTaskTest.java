package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {
    private final List<Integer> done = new ArrayList<>();

    @Test
    void doesOneTaskAfterTheOtherWhileTheCallerGoesOn() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        try (BackgroundTask tasks = new BackgroundTask("test")) {
            tasks.start(() -> {
                waitFor(gate);
                done.add(1);
            });
            assertThat(tasks.isDone()).isFalse();
            gate.countDown();
            tasks.start(() -> done.add(2));
            tasks.await();
            assertThat(tasks.isDone()).isTrue();
            assertThat(done).containsExactly(1, 2);
        }
    }

    @Test
    void throwsAFailureOnceWhereItIsWaitedFor() {
        DqnException full = new DqnException("full");
        try (BackgroundTask tasks = new BackgroundTask("test")) {
            tasks.start(() -> {
                throw full;
            });
            assertThatThrownBy(tasks::await).isSameAs(full);
            assertThatCode(tasks::await).doesNotThrowAnyException();
            tasks.start(() -> done.add(1));
        }
        assertThat(done).containsExactly(1);
    }

    @Test
    void closesOnlyWhenTheTaskHasEnded() {
        CountDownLatch gate = new CountDownLatch(1);
        BackgroundTask tasks = new BackgroundTask("test");
        tasks.start(() -> {
            waitFor(gate);
            done.add(1);
        });
        gate.countDown();
        tasks.close();
        assertThat(done).containsExactly(1);
    }

    private static void waitFor(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

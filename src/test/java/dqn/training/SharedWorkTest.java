package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedWorkTest {
    @ParameterizedTest
    @CsvSource({"1,1", "1,4", "2,2", "7,1", "7,2", "7,3", "2,5"})
    void doesEveryTaskOnceARound(int tasks, int threads) {
        int[] done = new int[tasks];
        try (SharedWork work = new SharedWork(tasks, i -> done[i]++, threads)) {
            int[] expected = new int[tasks];
            for (int round = 1; round <= 2_000; round++) {
                work.run();
                Arrays.fill(expected, round);
                assertThat(done).isEqualTo(expected);
            }
        }
    }

    @Test
    void wakesHelpersThatSleepAndEndsThemWhenClosed() throws InterruptedException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier both = new CyclicBarrier(2);
        try (SharedWork work = new SharedWork(2, i -> meet(both, seen), 2)) {
            work.run();
            Thread helper = seen.stream()
                    .filter(thread -> thread != Thread.currentThread())
                    .findFirst()
                    .orElseThrow();
            while (helper.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
            work.run();
        }
        assertThat(seen).hasSize(2).contains(Thread.currentThread());
        assertThat(seen).filteredOn(Thread::isAlive).containsExactly(Thread.currentThread());
    }

    private static void meet(CyclicBarrier barrier, Set<Thread> seen) {
        seen.add(Thread.currentThread());
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void throwsTheFirstFailureAsItselfWhenAllIsDone(int threads) {
        IllegalStateException first = new IllegalStateException("task 2");
        int[] done = new int[5];
        boolean[] fails = {true};
        try (SharedWork work = new SharedWork(
                5,
                i -> {
                    done[i]++;
                    if (fails[0] && i >= 2) {
                        throw i == 2 ? first : new IllegalArgumentException("task " + i);
                    }
                },
                threads)) {
            assertThatThrownBy(work::run).isSameAs(first);
            assertThat(done).containsOnly(1);
            fails[0] = false;
            work.run();
            assertThat(done).containsOnly(2);
        }
    }

    @Test
    void passesErrorsOnToo() {
        try (SharedWork work = new SharedWork(
                1,
                i -> {
                    throw new AssertionError("an error");
                },
                1)) {
            assertThatThrownBy(work::run).isInstanceOf(AssertionError.class).hasMessage("an error");
        }
    }

    @Test
    void needsAThread() {
        assertThatThrownBy(() -> new SharedWork(1, i -> {}, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

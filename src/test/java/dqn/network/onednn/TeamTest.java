package dqn.network.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamTest {
    private static final int SIZE = 3;

    private final Team team = new Team(SIZE);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void join() {
        team.join();
    }

    /** The threads end, or this test would not. */
    @AfterEach
    void leave() throws InterruptedException {
        team.leave();
        threads.remove(Thread.currentThread());
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void everyMemberDoesItsPartBetweenTheBarriers() {
        int[] added = new int[SIZE];
        int[] seen = new int[SIZE];
        for (int task = 1; task <= 300; task++) {
            team.run(member -> {
                threads.add(Thread.currentThread());
                added[member]++;
                team.await();
                seen[member] = added[0] + added[1] + added[2];
                team.await();
                added[member] += seen[(member + 1) % SIZE] - seen[member];
            });
            assertThat(seen).containsOnly(SIZE * task);
        }
        assertThat(threads).hasSize(SIZE).contains(Thread.currentThread());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 0", "0, 1", "1, 1", "2, 1", "0, 2", "1, 2", "2, 2"})
    void aFailureBehindSomeBarriersIsTheCallersAndTheTeamGoesOn(int failing, int barriers) {
        IllegalArgumentException failure = new IllegalArgumentException("of member " + failing);
        for (int task = 0; task < 20; task++) {
            assertThatThrownBy(() -> team.run(member -> {
                        threads.add(Thread.currentThread());
                        for (int barrier = 0; barrier < 2; barrier++) {
                            failIf(member == failing && barrier == barriers, failure);
                            team.await();
                        }
                        failIf(member == failing, failure);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .cause()
                    .isSameAs(failure);
        }
        everyMemberDoesItsPartBetweenTheBarriers();
    }

    /** Whoever reports it says what to do about memory, and not that the program has an error. */
    @Test
    void wantOfMemoryIsToldAsThat() {
        OutOfMemoryError failure = new OutOfMemoryError("of member 1");
        assertThatThrownBy(() -> team.run(member -> {
                    if (member == 1) {
                        throw failure;
                    }
                }))
                .isSameAs(failure);
        everyMemberDoesItsPartBetweenTheBarriers();
    }

    private static void failIf(boolean now, RuntimeException failure) {
        if (now) {
            throw failure;
        }
    }

    @Test
    void theThreadsStayForTheLastUser() {
        team.join();
        everyMemberDoesItsPartBetweenTheBarriers();
        team.leave();
        everyMemberDoesItsPartBetweenTheBarriers();
    }

    @Test
    void leavingAndJoiningAtOnceKeepsOneThreadForEachMember() throws InterruptedException {
        AtomicIntegerArray parts = new AtomicIntegerArray(SIZE);
        for (int task = 0; task < 300; task++) {
            team.run(member -> {
                threads.add(Thread.currentThread());
                parts.incrementAndGet(member);
            });
            team.leave();
            team.join();
        }
        leave();
        join();
        assertThat(parts).hasToString("[300, 300, 300]");
    }
}

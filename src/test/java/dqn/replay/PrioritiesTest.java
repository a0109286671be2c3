package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrioritiesTest {
    /** Against a map, whatever becomes of the log; whole numbers are summed without rounding. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 1, 5", "40, 1, 1", "100, 4, 3", "700, 4, 1"})
    void followALog(long capacity, int stack, int nStep) throws IOException {
        RandomStream random = new RandomStream(capacity, "log");
        TransitionLog log = new TransitionLog(capacity, stack, nStep);
        Priorities priorities = new Priorities(log);
        Map<Long, Float> wanted = new TreeMap<>();
        boolean mustBegin = true;
        for (int i = 1; i < 20_000; i++) {
            boolean last = random.nextInt(i < 10_000 ? 5 : 200) == 0;
            if (mustBegin || random.nextInt(50) == 0) {
                log.beginEpisode();
                mustBegin = false;
            } else {
                log.append(0, 0, random.nextInt(10) == 0 ? 0 : 1, last);
                mustBegin = last;
            }
            priorities.sync(i);
            follow(log, wanted, i);
            if (random.nextInt(1_000) == 0) {
                log.forget(log.begin() + random.nextInt((int) (log.end() - log.begin())));
                priorities.sync(i);
                follow(log, wanted, i);
            }
            if (log.size() > 0) {
                long changed = random.nextLong(log.end() + 3);
                float drawn = random.nextInt(50) + 1;
                priorities.set(changed, drawn);
                wanted.computeIfPresent(changed, (position, old) -> drawn);
            }
            assertSame(log, priorities, wanted);
        }
    }

    private static void follow(TransitionLog log, Map<Long, Float> wanted, float fresh) {
        wanted.keySet().removeIf(position -> position < log.oldest());
        for (long position = log.oldest(); position < log.ready(); position++) {
            if (log.isTransition(position)) {
                wanted.putIfAbsent(position, fresh);
            }
        }
    }

    private static void assertSame(TransitionLog log, Priorities priorities, Map<Long, Float> wanted) {
        double total = 0;
        for (Map.Entry<Long, Float> each : wanted.entrySet()) {
            total += each.getValue();
            if (priorities.get(each.getKey()) != each.getValue()) {
                assertThat(priorities.get(each.getKey())).isEqualTo((double) each.getValue());
            }
        }
        assertThat(priorities.total()).isEqualTo(total); // so all other leaves are 0
        if (total > 0) {
            long found = priorities.find(total / 2);
            assertThat(found).isBetween(log.oldest(), log.ready() - 1);
            assertThat(log.isTransition(found)).isTrue();
        }
        long leaves = priorities.byteCount() / 16;
        assertThat(leaves).isBetween(log.ready() - log.oldest(), Math.max(16, 4 * (log.ready() - log.oldest())));
    }

    /** Twenty transitions, of priority 2. */
    private static TransitionLog log() {
        TransitionLog log = new TransitionLog(100, 1, 1);
        log.beginEpisode();
        for (int i = 0; i < 20; i++) {
            log.append(0, 0, 1, false);
        }
        return log;
    }

    private static void load(TransitionLog log, byte[] bytes, float largest) throws IOException {
        new Priorities(log).load(new DataInputStream(new ByteArrayInputStream(bytes)), largest);
    }

    private static byte[] saved(TransitionLog log) {
        Priorities priorities = new Priorities(log);
        priorities.sync(2);
        return priorities.bytes();
    }

    /** Twenty need from 32 to 64; a forged number must not take memory. */
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -32, 0, 1, 16, 33, 48, 128, 1 << 20, 1 << 29, 1 << 30, Integer.MAX_VALUE})
    void refuseANumberOfLeavesThatThereCannotBe(int leaves) {
        TransitionLog log = log();
        byte[] saved = saved(log);
        ByteBuffer.wrap(saved).putInt(0, leaves);
        assertThatThrownBy(() -> load(log, saved, 2))
                .isInstanceOf(IOException.class)
                .hasMessage("the saved replay is damaged: it has " + leaves + " places for 20 priorities");
    }

    @Test
    void refuseWhatIsAboveTheLargest() throws IOException {
        TransitionLog log = log();
        load(log, saved(log), 2);
        assertThatThrownBy(() -> load(log, saved(log), 1.5f))
                .isInstanceOf(IOException.class)
                .hasMessage("the saved replay is damaged: a priority in it is 2.0");
    }

    @Test
    void refuseAPriorityInAGap() throws IOException {
        TransitionLog log = log();
        byte[] saved = saved(log);
        TransitionLog other = new TransitionLog(100, 1, 1);
        other.beginEpisode();
        for (int i = 0; i < 10; i++) {
            other.append(0, 0, 1, i == 9);
        }
        other.beginEpisode();
        for (int i = 0; i < 9; i++) {
            other.append(0, 0, 1, false);
        }
        assertThat(other.ready() - other.oldest()).isEqualTo(20);
        assertThatThrownBy(() -> load(other, saved, 2))
                .isInstanceOf(IOException.class)
                .hasMessage("the saved replay is damaged: a priority in it is 2.0");
    }
}

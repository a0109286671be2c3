package dqn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepRateTrackerTest {
    private static final long SECOND = 1_000_000_000L;

    private long nanos = 17;
    private final StepRateTracker tracker = new StepRateTracker(() -> nanos);

    @Test
    void knowsNothingBeforeTimeHasPassed() {
        assertThat(tracker.perSecond()).isNaN();
        assertThat(tracker.timeUntil(10)).isEmpty();
        tracker.update(1_000_000);
        assertThat(tracker.perSecond()).isNaN();
        assertThat(tracker.timeUntil(2_000_000)).isEmpty();
    }

    @Test
    void countsFromTheFirstUpdateOfAResumedRun() {
        tracker.update(1_000_000);
        nanos += 2 * SECOND;
        tracker.update(1_000_800);
        assertThat(tracker.perSecond()).isEqualTo(400);
        assertThat(tracker.timeUntil(1_400_800)).contains(Duration.ofSeconds(1000));
        assertThat(tracker.timeUntil(5)).contains(Duration.ZERO);
    }

    @Test
    void forgetsWhatIsOlderThanAMinute() {
        long count = 0;
        for (int i = 0; i < 10_000; i++) { // 100 seconds at 1000 a second
            nanos += SECOND / 100;
            tracker.update(count += 10);
        }
        assertThat(tracker.perSecond()).isCloseTo(1000, within(1e-6));
        for (int i = 0; i < 62; i++) { // and a minute at 10 a second
            nanos += SECOND;
            tracker.update(count += 10);
        }
        assertThat(tracker.perSecond()).isCloseTo(10, within(1e-6));
    }

    @Test
    void aStandstillHasNoEnd() {
        tracker.update(5);
        nanos += SECOND;
        tracker.update(5);
        assertThat(tracker.perSecond()).isZero();
        assertThat(tracker.timeUntil(10)).isEmpty();
    }
}

package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.ObservationSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunNeedsTest {
    private static final GameProbe PROBE = new GameProbe(new ObservationSpec(4, 84, 84), 6, 200);
    private static final double MEGABYTE = 1e6;

    private static RunNeeds needs(String... sets) {
        RunConfig config = new ConfigLoader().resolvePreset("nature", List.of(sets));
        return RunNeeds.of(config, PROBE);
    }

    /**
     * The observations' and layers' activations, by hand: 28,224 + 32 x 20 x 20 + 64 x 9 x 9 + 64 x 7 x 7 + 512 + 6 floats,
     * three times for each row.
     */
    @Test
    void countsWhatABatchTakes() {
        double row = 3 * 4 * (28_224 + 12_800 + 5_184 + 3_136 + 512 + 6);

        double more = needs("agent.update.batch=2032").memory() - needs().memory();

        assertThat(more).isCloseTo(2_000 * row, within(MEGABYTE));
        assertThat(needs("agent.update.batch=2032").disk(1)).isEqualTo(needs().disk(1));
    }

    /** A million transitions of 200 bytes, 1.7 million parameters, and the process. */
    @Test
    void isWhatARunTakesAsAWhole() {
        assertThat(needs().memory()).isBetween(650 * MEGABYTE, 800 * MEGABYTE);
        assertThat(needs("replay.capacity=100_000").memory())
                .isCloseTo(needs().memory() - 180 * MEGABYTE, within(MEGABYTE));
        assertThat(needs("checkpoint.keep=5").disk(1))
                .isGreaterThan(needs("checkpoint.keep=2").disk(1));
    }
}

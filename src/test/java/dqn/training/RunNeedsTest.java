package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.ObservationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunNeedsTest {
    private static final GameProbe PROBE = new GameProbe(new ObservationSpec(4, 84, 84), 6, 200);
    private static final double MEGABYTE = 1e6;

    private static RunNeeds needs(String... sets) {
        RunConfig config = new ConfigLoader().resolvePreset("nature", List.of(sets));
        return RunNeeds.of(config, PROBE);
    }

    /**
     * The observations' and layers' activations, by hand: 28,224 + 32 x 20 x 20 + 64 x 9 x 9 + 64 x 7 x 7 + 512 + 16 floats
     * (six filled up), three times for each row; what each thread passes back of both dense layers; the bytes of both states.
     */
    @Test
    void countsWhatABatchTakes() {
        int sharing = Math.min(32, Runtime.getRuntime().availableProcessors());
        double passedBack = 4 * (sharing * 3_136 + 512);
        double row = 3 * 4 * (28_224 + 12_800 + 5_184 + 3_136 + 512 + 16) + passedBack + 2 * 28_224;

        double more = needs("agent.update.batch=2032").memory() - needs().memory();

        assertThat(more).isCloseTo(2_000 * row, within(MEGABYTE));
        assertThat(needs("agent.update.batch=2032").disk(1)).isEqualTo(needs().disk(1));
    }

    /** Of every four agent steps two become one transition. */
    @Test
    void aRunOfPairsGathersFewerTransitionsThanItHasSteps() {
        String[] sets = {
            "budget={agentSteps: 1_000}",
            "observation.stack=1",
            "replay.pairs={every: 4, after: 0, acrossEpisodes: true}"
        };
        RunConfig config = new ConfigLoader().resolvePreset("nature", List.of(sets));
        assertThat(config.mostAgentSteps()).isEqualTo(1_000);
        assertThat(config.gatherableTransitions()).isEqualTo(250);
        assertThat(config.whyItLearnsNothing())
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("it gathers 250 transitions at most, and learning begins at 50,000"));
        String[] longest = {sets[1], sets[2], "budget={agentSteps: 9_000_000_000_000_000_000}"};
        assertThat(new ConfigLoader().resolvePreset("nature", List.of(longest)).gatherableTransitions())
                .isEqualTo(2_250_000_000_000_000_000L);
    }

    /** The newest of a game that goes on wait for the steps that follow. */
    @Test
    void aRunMustGatherMoreThanItLearnsFromAtFirst() {
        String[] sets = {"agent.nStep=3", "environment.envs=2", "replay.start=50_000"};
        for (int steps : new int[] {50_000, 50_003}) {
            assertThat(whyNothing(steps, sets)).isNotEmpty();
        }
        assertThat(whyNothing(50_004, sets)).isEmpty();
        assertThat(whyNothing(1, sets))
                .hasValueSatisfying(why -> assertThat(why).startsWith("it gathers 0 "));
    }

    /** Though its replay would be full enough. */
    @Test
    void aRunMustComeToItsFirstUpdate() {
        String[] sets = {"agent.update.every=60_000", "replay.start=100"};
        assertThat(whyNothing(59_999, sets))
                .hasValueSatisfying(why -> assertThat(why)
                        .isEqualTo(
                                "it has 59,999 agent steps at most, and its first update comes after 60,000; make it longer, or"
                                        + " set agent.update.every lower"));
        assertThat(whyNothing(60_000, sets)).isEmpty();
        List<String> half = List.of("budget={frames: 19_000}");
        assertThat(new ConfigLoader().resolvePreset("notebook-90x80", half).whyItLearnsNothing())
                .hasValueSatisfying(why -> assertThat(why).contains("its first update comes after 10,000"));
    }

    @Test
    void allCheckpointsCanBeKept() {
        assertThat(needs("checkpoint.keep=2147483647").disk(1)).isGreaterThan(1e15);
    }

    private static Optional<String> whyNothing(int steps, String... sets) {
        List<String> all = new ArrayList<>(List.of(sets));
        all.add("budget={agentSteps: " + steps + "}");
        return new ConfigLoader().resolvePreset("nature", all).whyItLearnsNothing();
    }

    /** Each checkpoint has the replay of its time, and in five minutes a small one is another. */
    @Test
    void countsAReplayForEachCheckpoint() {
        double more = needs("replay.capacity=200_000").disk(1)
                - needs("replay.capacity=100_000").disk(1);
        assertThat(more).isCloseTo(4 * 20 * MEGABYTE, within(MEGABYTE));
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

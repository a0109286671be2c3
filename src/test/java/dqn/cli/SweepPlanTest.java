package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.Logged;
import dqn.core.DqnException;
import dqn.sweep.Plan;
import dqn.sweep.Planner;
import dqn.sweep.SweepConfig;
import dqn.sweep.SweepFile;
import dqn.sweep.SweepFolder;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts of this machine, and what does not when the trials run on others. */
class SweepPlanTest {
    private static final OptionalInt MANY = OptionalInt.of(1_000);

    @TempDir
    private Path temporary;

    private Plan make(SweepPlan plans, String more) {
        SweepConfig config = SweepFile.parse("a test", "{games: [catch], frames: 100, " + more + "}");
        return plans.make(config, new Planner(config), MANY);
    }

    @Test
    void asksNothingOfThisMachineForTrialsOnOthers() throws InterruptedException {
        SweepPlan plans = new SweepPlan(new SweepFolder(temporary), OptionalInt.empty());

        Plan plan = make(plans, "seeds: 1");
        assertThat(plan.threads()).isEqualTo(1);
        assertThat(plans.slots(plan, OptionalInt.empty())).isEqualTo(Integer.MAX_VALUE);
        assertThat(plans.slots(plan, OptionalInt.of(7))).isEqualTo(7);

        Plan wordy = make(plans, "seeds: 1, slots: 5, threadsPerTrial: 64");
        assertThat(wordy.threads()).isEqualTo(64);
        assertThat(plans.slots(wordy, OptionalInt.empty())).isEqualTo(5);
        assertThat(plans.slots(wordy, OptionalInt.of(7))).isEqualTo(7);
    }

    @Test
    void refusesMoreTrialsHereThanThereIsMemoryFor() {
        SweepPlan plans = new SweepPlan(new SweepFolder(temporary), OptionalInt.of(8));

        assertThatThrownBy(() -> make(plans, "seeds: 1..1000"))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("1000 trials at once may need");
    }

    /** Settings of which many are compared after 133 agent steps, where learning begins after 200. */
    @Test
    void warnsOfARungThatEndsBeforeAnythingIsLearnt() {
        SweepPlan plans = new SweepPlan(new SweepFolder(temporary), OptionalInt.empty());
        SweepConfig config = SweepFile.parse(
                "a test",
                "{games: [catch], seeds: 1, frames: 1200, search: {asha: {samples: 9, rungs: 3}},"
                        + " parameters: {agent.discount: {from: 0.8, to: 0.9, scale: linear}}}");
        try (Logged log = new Logged(SweepPlan.class)) {
            plans.make(config, new Planner(config), MANY);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "9 of 9 settings will learn nothing before they are compared; of the first, it gathers 133");
        }
    }

    /** Slots that no trial will use take neither memory nor threads from the others. */
    @Test
    void dividesTheCoresAmongTheTrialsThatThereAre() {
        SweepPlan plans = new SweepPlan(new SweepFolder(temporary), OptionalInt.of(8));

        assertThat(make(plans, "seeds: 1").threads()).isEqualTo(8);
        assertThat(make(plans, "seeds: 1..2").threads()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.layers: [[{dense: 30_000}, {dense: 30_000}]] | The network may need",
                "agent.randomActions: [4] | agent.randomActions",
                "compute.backend: [dl4j], compute.precision: [bf16] | The dl4j backend computes in float32 only"
            })
    void refusesWhatCouldNotBeTrainedHere(String parameters, String message) {
        SweepPlan plans = new SweepPlan(new SweepFolder(temporary), OptionalInt.of(1));

        assertThatThrownBy(() -> make(plans, "seeds: 1, parameters: {" + parameters + "}"))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining(message);
    }
}

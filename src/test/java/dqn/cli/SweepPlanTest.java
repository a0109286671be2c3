package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What counts of this machine, and what does not when the trials run on others. */
class SweepPlanTest {
    private static final OptionalInt MANY = OptionalInt.of(1_000_000);

    @TempDir
    private Path temporary;

    private Plan make(SweepPlan plans, String more) {
        SweepConfig config = SweepFile.parse("a test", "{games: [catch], seeds: 1, frames: 100" + more + "}");
        return plans.make(config, new Planner(config), MANY);
    }

    @Test
    void asksNothingOfThisMachineForTrialsOnOthers() {
        SweepPlan plans = new SweepPlan(new SweepFolder(temporary), false);

        Plan plan = make(plans, "");
        assertThat(plan.threads()).isEqualTo(1);
        assertThat(plans.slots(plan, OptionalInt.empty())).isEqualTo(Integer.MAX_VALUE);
        assertThat(plans.slots(plan, OptionalInt.of(7))).isEqualTo(7);

        Plan wordy = make(plans, ", slots: 5, threadsPerTrial: 64");
        assertThat(wordy.threads()).isEqualTo(64);
        assertThat(plans.slots(wordy, OptionalInt.empty())).isEqualTo(5);
        assertThat(plans.slots(wordy, OptionalInt.of(7))).isEqualTo(7);
    }

    @Test
    void refusesMoreTrialsHereThanThereIsMemoryFor() {
        SweepPlan plans = new SweepPlan(new SweepFolder(temporary), true);

        assertThatThrownBy(() -> make(plans, ""))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("1000000 trials at once may need");
    }
}

package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.sweep.Objective.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramsTest {
    @Test
    void evaluateByTheGamesAndTheSeedOfTheTrial() {
        Plan usual = Plans.of(1, 2, 2, 500L);
        Plan evaluated = new Plan(
                usual.format(),
                usual.commit(),
                new Objective(Kind.EVALUATION, 7),
                usual.eta(),
                usual.rungs(),
                usual.threads(),
                usual.slots(),
                usual.seeds(),
                usual.trials());
        Job second = new Job(usual.trial(2), 0);

        assertThat(work(evaluated, second).evaluate())
                .containsExactly("/dqn", "eval", "--json", "--seed", "2", "--episodes", "7", "--checkpoint");
        assertThat(work(usual, second).evaluate()).isEmpty();
    }

    private static Work work(Plan plan, Job job) {
        return new Programs(new SweepFolder(Path.of("/sweep")), plan, Path.of("/dqn")).of(job);
    }
}

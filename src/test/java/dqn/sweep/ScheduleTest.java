package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.sweep.History.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    /** What one slot does to the end, as trial@rung. */
    private static List<String> alone(Plan plan, History history, ToDoubleFunction<Job> score) {
        Schedule schedule = new Schedule(plan, history);
        List<String> jobs = new ArrayList<>();
        for (Optional<Job> job = schedule.next(); job.isPresent(); job = schedule.next()) {
            jobs.add(name(job.get()));
            history.add(done(job.get(), score.applyAsDouble(job.get())));
        }
        return jobs;
    }

    private static String name(Job job) {
        return job.trial().number() + "@" + job.rung();
    }

    private static Ended done(Job job, double score) {
        return Ended.done(job, new Score(score, 10, 1000));
    }

    @Test
    void withOneRungAllTrialsComeInTheirOrder() {
        assertThat(alone(Plans.of(3, 2, 2), new History(), job -> 0))
                .containsExactly("1@0", "2@0", "3@0", "4@0", "5@0", "6@0");
    }

    /**
     * By hand: of the scores 5 1 9 2 8 3 7 4 6, eta 3. After three trials the best of them, the third, may go on; of the
     * second rung none may before it has three. After six the best two are the third and the fifth; after nine the
     * seventh too, and now the best of three goes on to the last rung.
     */
    @Test
    void promotesAsComputedByHand() {
        double[] scores = {5, 1, 9, 2, 8, 3, 7, 4, 6};

        assertThat(alone(
                        Plans.of(9, 1, 3, 100L, 300L, 900L),
                        new History(),
                        job -> job.rung() == 1 && job.trial().number() == 5
                                ? 20
                                : scores[job.trial().number() - 1]))
                .containsExactly(
                        "1@0", "2@0", "3@0", "3@1", "4@0", "5@0", "6@0", "5@1", "7@0", "8@0", "9@0", "7@1", "5@2");
    }

    /** While a trial runs that might be better nobody waits for it: that is what is asynchronous. */
    @Test
    void waitsForNobodyAndTakesWhoComesFirst() {
        Plan plan = Plans.of(4, 1, 2, 100L, 200L);
        History history = new History();
        Schedule schedule = new Schedule(plan, history);
        Job first = schedule.next().orElseThrow();
        Job second = schedule.next().orElseThrow();
        history.add(done(second, 1));
        assertThat(name(schedule.next().orElseThrow())).isEqualTo("3@0"); // one of one is not the better half
        history.add(done(first, 0));
        assertThat(name(schedule.next().orElseThrow())).isEqualTo("2@1");
        assertThat(name(schedule.next().orElseThrow())).isEqualTo("4@0");
        assertThat(schedule.next()).isEmpty(); // the third and the fourth run

        history.add(done(new Job(plan.trial(4), 0), 0.5));
        assertThat(schedule.next()).isEmpty(); // of three one may go on, and the second already has
        history.add(done(new Job(plan.trial(3), 0), 5));
        assertThat(name(schedule.next().orElseThrow())).isEqualTo("3@1");
        assertThat(schedule.next()).isEmpty();
        assertThat(history.promotions()).containsExactly(new Promotion(1, 1), new Promotion(2, 1));
    }

    @Test
    void theMeanOfAllSeedsDecidesAndNotOneLuckySeed() {
        // seeds of the first: 100 and 0; of the second: 60 and 60
        double[] scores = {100, 0, 60, 60};

        assertThat(alone(
                        Plans.of(2, 2, 2, 100L, 200L),
                        new History(),
                        job -> scores[job.trial().number() - 1]))
                .containsExactly("1@0", "2@0", "3@0", "4@0", "3@1", "4@1");
    }

    @Test
    void aCandidateOfWhichATrialFailedIsNotPromoted() {
        Plan plan = Plans.of(2, 2, 2, 100L, 200L);
        History history = new History();
        Schedule schedule = new Schedule(plan, history);
        for (int i = 0; i < 4; i++) {
            Job job = schedule.next().orElseThrow();
            history.add(
                    job.trial().number() == 2
                            ? Ended.failed(job)
                            : done(job, 10 - job.trial().number()));
        }

        assertThat(List.of(
                        name(schedule.next().orElseThrow()),
                        name(schedule.next().orElseThrow())))
                .containsExactly("3@1", "4@1");
        assertThat(schedule.next()).isEmpty();
    }

    @Test
    void gamesAreNotComparedWithOneAnother() {
        Plan one = Plans.of(2, 1, 2, 100L, 200L);
        List<Trial> trials = new ArrayList<>(one.trials());
        one.trials()
                .forEach(trial -> trials.add(
                        new Trial(trial.number() + 2, "pong", trial.seed(), trial.settings(), trial.arguments())));
        Plan plan = new Plan(Plan.FORMAT, "unknown", Objective.USUAL, 2, List.of(100L, 200L), 1, 0, 1, trials);

        assertThat(alone(plan, new History(), job -> job.trial().game().equals("pong") ? -20 : 1))
                .containsExactly("1@0", "2@0", "1@1", "3@0", "4@0", "3@1");
    }

    @Test
    void goesOnAfterWhatHasHappened() {
        Plan plan = Plans.of(4, 1, 2, 100L, 200L);
        History history = new History();
        history.add(done(new Job(plan.trial(2), 0), 1));
        history.add(done(new Job(plan.trial(1), 0), 0));
        history.add(new Promotion(1, 1));
        history.add(Ended.failed(new Job(plan.trial(3), 0)));

        assertThat(alone(plan, history, job -> 3)).containsExactly("2@1", "3@0", "3@1", "4@0", "4@1");
    }
}

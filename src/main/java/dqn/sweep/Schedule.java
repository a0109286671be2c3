package dqn.sweep;

import dqn.sweep.History.Promotion;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which job is next: asynchronous successive halving (Li et al. 2018, "A System for Massively Parallel Hyperparameter
 * Tuning", algorithm 2), in each game by itself. A candidate, settings with all their seeds, goes on to the next rung when
 * it is among the best 1/eta of those that have come through its own; where none is, a new candidate begins. With one rung
 * that is simply all trials in their order.
 *
 * <p>A candidate of which a trial has failed is not promoted: the mean of fewer seeds may be luck.
 */
final class Schedule {
    private final Plan plan;
    private final History history;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private int nextCandidate;

    /** Goes on after what has happened: what was promoted and has not come to its end is done first. */
    Schedule(Plan plan, History history) {
        this.plan = plan;
        this.history = history;
        history.promotions().forEach(promotion -> addJobs(promotion.candidate(), promotion.rung()));
    }

    /** The job for a free slot; empty if there is none now: another may follow when one that runs has ended. */
    Optional<Job> next() {
        while (waiting.isEmpty() && promote()) {
            // whose trials have all ended in an earlier start of the sweep
        }
        while (waiting.isEmpty() && begin()) {
            // likewise; what is done already promotes nobody anew
        }
        return Optional.ofNullable(waiting.poll());
    }

    private void addJobs(int candidate, int rung) {
        plan.candidate(candidate).stream()
                .filter(trial -> !history.isDone(trial, rung))
                .map(trial -> new Job(trial, rung))
                .forEach(waiting::add);
    }

    private boolean begin() {
        if (nextCandidate == plan.candidates()) {
            return false;
        }
        addJobs(nextCandidate++, 0);
        return true;
    }

    private boolean promote() {
        for (int rung = plan.rungCount() - 2; rung >= 0; rung--) {
            for (String game : plan.games()) {
                Optional<Integer> candidate = promotable(game, rung);
                if (candidate.isPresent()) {
                    history.add(new Promotion(candidate.get(), rung + 1));
                    addJobs(candidate.get(), rung + 1);
                    return true;
                }
            }
        }
        return false;
    }

    private record Standing(int candidate, OptionalDouble mean) {}

    private Optional<Integer> promotable(String game, int rung) {
        List<Standing> through = plan.candidatesOf(game)
                .filter(candidate -> hasEnded(candidate, rung))
                .mapToObj(candidate -> new Standing(candidate, mean(candidate, rung)))
                .toList();
        return through.stream()
                .filter(standing -> standing.mean().isPresent())
                .sorted(Comparator.comparingDouble(
                        standing -> -standing.mean().getAsDouble())) // stable: of equals the first
                .limit(through.size() / plan.eta())
                .map(Standing::candidate)
                .filter(candidate -> !history.isPromoted(candidate, rung + 1))
                .findFirst();
    }

    private boolean hasEnded(int candidate, int rung) {
        return plan.candidate(candidate).stream()
                .allMatch(trial -> history.of(trial, rung).isPresent());
    }

    /** Over the seeds; empty if one failed, or no game ended in it. */
    OptionalDouble mean(int candidate, int rung) {
        double sum = 0;
        for (Trial trial : plan.candidate(candidate)) {
            double score = history.of(trial, rung).map(Ended::score).orElse(Double.NaN);
            sum += score;
        }
        double mean = sum / plan.seeds();
        return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }
}

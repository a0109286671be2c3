package dqn.sweep;

import dqn.core.DqnException;
import dqn.metrics.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What has happened in a sweep: which jobs have ended, the newest end of each, and which candidates were promoted, in that
 * order.
 */
final class History {
    /** Columns of {@code ended.csv}. */
    static final String ENDED = "trial,rung,outcome,score,games,frames";
    /** Columns of {@code promotions.csv}. */
    static final String PROMOTIONS = "candidate,to_rung,score,game,settings";

    /**
     * A candidate that is trained on.
     *
     * @param candidate from 0
     * @param rung up to which it is trained now
     */
    record Promotion(int candidate, int rung) {}

    private final Map<Long, Ended> ended = new LinkedHashMap<>();
    private final List<Promotion> promotions = new ArrayList<>();
    private final Set<Promotion> promoted = new HashSet<>();

    /** As the files of a sweep tell it. */
    static History read(SweepFolder folder, Plan plan) {
        History history = new History();
        rows(folder.ended(), fields -> ended(fields, plan)).forEach(history::add);
        rows(folder.promotions(), fields -> promotion(fields, plan)).forEach(history::add);
        return history;
    }

    private static <T> List<T> rows(Path file, Function<String[], T> reading) {
        List<T> rows = new ArrayList<>();
        for (String[] fields : Journal.read(file)) {
            try {
                rows.add(reading.apply(fields));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new DqnException(
                        file + " has a damaged row (" + String.join(",", fields)
                                + "): put back the row that was there, or begin again in another --out.",
                        e);
            }
        }
        return rows;
    }

    private static Ended ended(String[] fields, Plan plan) {
        Trial trial = plan.trial(Integer.parseInt(fields[0]));
        int rung = Objects.checkIndex(Integer.parseInt(fields[1]), plan.rungCount());
        return new Ended(
                trial.number(),
                rung,
                fields[2].equals("done"),
                fields[3].isEmpty() ? Double.NaN : Double.parseDouble(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]));
    }

    private static Promotion promotion(String[] fields, Plan plan) {
        return new Promotion(
                Objects.checkIndex(Integer.parseInt(fields[0]) - 1, plan.candidates()),
                Objects.checkIndex(Integer.parseInt(fields[1]), plan.rungCount()));
    }

    /** The row of {@code ended.csv}. */
    static String row(Ended end) {
        return Csv.row(end.trial(), end.rung(), end.done() ? "done" : "failed", end.score(), end.games(), end.frames());
    }

    /** The row of {@code promotions.csv}. */
    static String row(Promotion promotion, double score, Trial trial) {
        return Csv.row(promotion.candidate() + 1, promotion.rung(), score, trial.game(), trial.label());
    }

    void add(Ended end) {
        ended.put(key(end.trial(), end.rung()), end);
    }

    void add(Promotion promotion) {
        promotions.add(promotion);
        promoted.add(promotion);
    }

    /** How a job ended, if it has. */
    Optional<Ended> of(Trial trial, int rung) {
        return Optional.ofNullable(ended.get(key(trial.number(), rung)));
    }

    /** How a trial ended the last time, if it has ended at all. */
    Optional<Ended> last(Trial trial, Plan plan) {
        return ends(trial, plan).reduce((before, end) -> end);
    }

    /** How a trial ended at the furthest rung that it came through; if none, how it failed. */
    Optional<Ended> furthest(Trial trial, Plan plan) {
        return ends(trial, plan)
                .filter(Ended::done)
                .reduce((before, end) -> end)
                .or(() -> last(trial, plan));
    }

    private Stream<Ended> ends(Trial trial, Plan plan) {
        return IntStream.range(0, plan.rungCount())
                .mapToObj(rung -> of(trial, rung))
                .flatMap(Optional::stream);
    }

    /** Whether a trial was promoted to a rung at which it has not ended yet. */
    boolean isOnItsWay(Trial trial, Plan plan) {
        return IntStream.range(0, plan.rungCount())
                .filter(rung -> isPromoted(plan.candidateOf(trial), rung))
                .anyMatch(rung -> of(trial, rung).isEmpty());
    }

    /** Whether a job came to its end. */
    boolean isDone(Trial trial, int rung) {
        return of(trial, rung).filter(Ended::done).isPresent();
    }

    Collection<Ended> ended() {
        return ended.values();
    }

    List<Promotion> promotions() {
        return promotions;
    }

    boolean isPromoted(int candidate, int rung) {
        return promoted.contains(new Promotion(candidate, rung));
    }

    private static long key(int trial, int rung) {
        return (long) trial << 8 | rung;
    }
}

package dqn.sweep;

import dqn.core.DqnException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a plan: each slot of the engine takes the next job until there is none. Everything that has happened is on
 * the disk before anything follows from it, so that a sweep may be killed at any moment, and goes on when it is started
 * again.
 */
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    /** A failing trial is tried once more. */
    private static final int ATTEMPTS = 2;
    /** Of a score, for a person. */
    private static final MathContext DIGITS = new MathContext(4);

    private final SweepFolder folder;
    private final Plan plan;
    private final Engine engine;
    private final History history;
    private final Schedule schedule;
    private final Programs programs;
    private final ExecutorService slots;
    private Journal ended;
    private Journal promotions;
    private int running;
    private int promotionsWritten;

    /**
     * Of a folder that holds this plan, where it goes on.
     *
     * @param launcher the program {@code dqn}
     */
    public Sweep(SweepFolder folder, Plan plan, Engine engine, Path launcher) {
        this.folder = folder;
        this.plan = plan;
        this.engine = engine;
        history = History.read(folder, plan);
        promotionsWritten = history.promotions().size();
        schedule = new Schedule(plan, history);
        programs = new Programs(folder, plan, launcher);
        slots = Executors.newFixedThreadPool(engine.slots());
    }

    /**
     * Runs to the end, or until it is stopped, and writes the results.
     *
     * @return how many trials have failed
     */
    public long run() {
        LOG.info("Sweep of {} trials in {} ({})", plan.trials().size(), folder.path(), engine.description());
        try (Journal endedRows = Journal.open(folder.ended(), History.ENDED);
                Journal promotionRows = Journal.open(folder.promotions(), History.PROMOTIONS)) {
            ended = endedRows;
            promotions = promotionRows;
            awaitSlots();
        } finally {
            slots.shutdownNow();
        }
        new Results(plan, history).write(folder);
        return history.ended().stream().filter(end -> !end.done()).count();
    }

    /** Lets the trials that run save themselves, and ends {@link #run}; any thread may call it. */
    public void requestStop() {
        slots.shutdownNow();
    }

    private void awaitSlots() {
        DqnException failure = null;
        for (Future<?> slot : submitSlots()) {
            try {
                slot.get();
            } catch (ExecutionException e) {
                failure = failure == null ? failure(e.getCause()) : failure;
            } catch (InterruptedException e) {
                slots.shutdownNow();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<Future<?>> submitSlots() {
        List<Future<?>> all = new ArrayList<>();
        try {
            for (int i = 0; i < engine.slots(); i++) {
                all.add(slots.submit(this::slot));
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped before it began", e);
        }
        return all;
    }

    private static DqnException failure(Throwable cause) {
        if (cause instanceof DqnException known) {
            return known;
        }
        String reason = cause.toString().lines().findFirst().orElseThrow(); // Spark's go on with a stack trace
        return new DqnException("The sweep cannot go on (" + reason + "): start it again when that is mended.", cause);
    }

    private void slot() {
        try {
            for (Optional<Job> job = take(); job.isPresent(); job = take()) {
                conclude(attempt(job.get()));
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        } catch (Throwable e) { // others would wait for what this one has begun
            slots.shutdownNow();
            throw e;
        }
    }

    /** Waits while there is no job but one may follow from those that run; empty at the end. */
    private synchronized Optional<Job> take() throws InterruptedException {
        while (!Thread.interrupted()) {
            Optional<Job> job = schedule.next();
            writePromotions();
            if (job.isPresent()) {
                running++;
                return job;
            }
            if (running == 0) {
                notifyAll();
                return Optional.empty();
            }
            wait();
        }
        throw new InterruptedException();
    }

    private void writePromotions() {
        List<History.Promotion> all = history.promotions();
        for (; promotionsWritten < all.size(); promotionsWritten++) {
            History.Promotion promotion = all.get(promotionsWritten);
            Trial trial = plan.candidate(promotion.candidate()).get(0);
            double score =
                    schedule.mean(promotion.candidate(), promotion.rung() - 1).orElse(Double.NaN);
            promotions.add(History.row(promotion, score, trial));
        }
    }

    private Ended attempt(Job job) throws InterruptedException {
        Work work = programs.of(job);
        for (int attempt = 1; ; attempt++) {
            try {
                return carryOut(job, work);
            } catch (DqnException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(); // which is why its files could not be read
                }
                warn(job.trial(), attempt, e.getMessage());
            }
            if (attempt == ATTEMPTS) {
                return Ended.failed(job);
            }
        }
    }

    /** Throws a {@link DqnException} with the reason if it failed. */
    private Ended carryOut(Job job, Work work) throws InterruptedException {
        int exitCode = exitCode(work);
        if (exitCode != 0) {
            throw new DqnException("exit code " + exitCode);
        }
        return Ended.done(job, Score.of(folder.run(job.trial()), plan.objective(), plan.frames(job.rung())));
    }

    /** Where a program cannot be started now, for want of memory say, another may be later. */
    private int exitCode(Work work) throws InterruptedException {
        try {
            return engine.carryOut(work);
        } catch (IOException e) {
            throw new DqnException("it cannot be carried out here (" + e + ")", e);
        }
    }

    private void warn(Trial trial, int attempt, String failure) {
        LOG.warn(
                "Trial {} ({}) failed{}: {}, and the last lines of {} are\n{}",
                trial.number(),
                name(trial),
                attempt < ATTEMPTS ? ", and is tried once more" : " again, and the sweep goes on without it",
                failure,
                folder.log(trial),
                LastLines.of(folder.log(trial)));
    }

    private synchronized void conclude(Ended end) {
        ended.add(History.row(end));
        history.add(end);
        running--;
        notifyAll();
        if (end.done()) {
            tell(plan.trial(end.trial()), end);
        }
    }

    private void tell(Trial trial, Ended end) {
        if (Double.isNaN(end.score())) {
            LOG.warn(
                    "Trial {} ({}) has no score, since no game ended in its last {} frames: set a larger"
                            + " objective.window in another sweep",
                    trial.number(),
                    name(trial),
                    plan.objective().window(plan.frames(end.rung()).orElse(end.frames())));
            return;
        }
        String score = new BigDecimal(end.score(), DIGITS).toPlainString();
        LOG.info("Trial {} of {}: {}, score {}", trial.number(), plan.trials().size(), name(trial), score);
    }

    private static String name(Trial trial) {
        return trial.game() + ", seed " + trial.seed() + (trial.settings().isEmpty() ? "" : ", " + trial.label());
    }
}

package dqn.live;

import dqn.core.DqnException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Puts on the board what there is to see, on a thread of its own, and only while somebody looks. */
final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration DISTANCE = Duration.ofSeconds(2);
    /** Looking at many runs takes at most one part of so many of a core. */
    private static final int IDLE_PARTS = 20;

    private static final JsonMapper JSON = new JsonMapper();

    private final Board board;
    private final WatchedRuns runs;
    private final ScreenSlot screens;
    private final BooleanSupplier watched;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("dqn-live-publisher"));
    private boolean anyCurves;
    private long restUntil = System.nanoTime();
    private String lastFailure = "";

    /** For runs under these paths. */
    Publisher(Board board, List<Path> paths, ScreenSlot screens, BooleanSupplier watched) {
        this.board = board;
        this.runs = new WatchedRuns(paths, InstantSource.system());
        this.screens = screens;
        this.watched = watched;
        every(DISTANCE.toNanos(), this::publishRuns);
        every(ScreenSlot.INTERVAL_NANOS, this::publishScreen);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on until this is closed
    private void every(long nanos, Runnable work) {
        thread.scheduleWithFixedDelay(
                () -> {
                    if (watched.getAsBoolean()) {
                        goOn(work);
                    }
                },
                nanos,
                nanos,
                TimeUnit.NANOSECONDS);
    }

    /** Somebody has come, who wants to see how things are now. */
    void wake() {
        try {
            thread.execute(() -> goOn(this::publishRuns));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed already", e);
        }
    }

    /** What fails now, as where a folder is out of reach, may work in two seconds. */
    private void goOn(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            String failure = e instanceof DqnException ? e.getMessage() : e.toString();
            if (!failure.equals(lastFailure)) {
                LOG.warn("The page cannot be brought up to date: {}", failure);
            }
            lastFailure = failure;
        }
    }

    private void publishRuns() {
        long start = System.nanoTime();
        if (start - restUntil < 0) {
            return;
        }
        if (runs.refresh() || !anyCurves) {
            post("curves", runs.curves());
            anyCurves = true;
        }
        post("runs", Map.of("runs", runs.table()));
        restUntil = System.nanoTime() + IDLE_PARTS * (System.nanoTime() - start);
    }

    private void publishScreen() {
        screens.take().ifPresent(screen -> post("screen", screen.toMap()));
    }

    private void post(String kind, Map<String, Object> document) {
        board.post(kind, JSON.writeValueAsBytes(document));
    }

    /** Shows the last state, and says that it is the last. */
    void end(Map<String, Object> how) {
        thread.execute(() -> {
            restUntil = System.nanoTime();
            goOn(this::publishRuns);
            goOn(this::publishScreen);
            post("end", how);
        });
        close();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(DISTANCE.toNanos(), TimeUnit.NANOSECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

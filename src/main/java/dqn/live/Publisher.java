package dqn.live;

import java.nio.charset.StandardCharsets;
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

    private static final byte[] INCOMPLETE = "{\"there\": true}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMPLETE = "{\"there\": false}".getBytes(StandardCharsets.US_ASCII);

    private static final JsonMapper JSON = new JsonMapper();

    private final Board board;
    private final WatchedRuns runs;
    private final ScreenSlot screens;
    private final BooleanSupplier watched;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("dqn-live-publisher"));
    /** Whether the board has the curves as they were at the last look. */
    private boolean current;

    private long restUntil = System.nanoTime();
    private String lastFailure = "";

    /** For runs under these paths. */
    Publisher(Board board, List<Path> paths, ScreenSlot screens, BooleanSupplier watched) {
        this(board, new WatchedRuns(paths, InstantSource.system()), screens, watched);
    }

    Publisher(Board board, WatchedRuns runs, ScreenSlot screens, BooleanSupplier watched) {
        this.board = board;
        this.runs = runs;
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

    /**
     * What fails now, for want of memory say, may work in two seconds; and whoever schedules this would leave it out
     * for ever after any throwable, without a word. The page says only that there is a problem: texts may hold paths.
     */
    private void goOn(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            board.post("problem", INCOMPLETE);
            String text = e.toString().lines().findFirst().orElseThrow();
            if (!text.equals(lastFailure)) {
                LOG.warn(
                        "The page cannot be brought up to date ({}), which is tried again; '--verbose' shows where",
                        text);
                LOG.debug("Where that was", e);
            }
            lastFailure = text;
        }
    }

    private void publishRuns() {
        long start = System.nanoTime();
        if (start - restUntil < 0) {
            return;
        }
        boolean missed = !current;
        current = false; // should anything of this fail, the next look shows what this one has found
        if (runs.refresh() || missed) {
            post("curves", runs.curves());
        }
        post("runs", Map.of("runs", runs.table()));
        current = true;
        board.post("problem", runs.isComplete() ? COMPLETE : INCOMPLETE);
        restUntil = System.nanoTime() + IDLE_PARTS * (System.nanoTime() - start);
    }

    private void publishScreen() {
        screens.take().ifPresent(screen -> post("screen", screen.toMap()));
    }

    private void post(String kind, Map<String, Object> document) {
        board.post(kind, JSON.writeValueAsBytes(document));
    }

    /** Shows the last state to those who look, and says that it is the last. */
    void end(Map<String, Object> how) {
        thread.execute(() -> {
            if (watched.getAsBoolean()) {
                restUntil = System.nanoTime();
                goOn(this::publishRuns);
                goOn(this::publishScreen);
            }
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

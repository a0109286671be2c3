package dqn.hostile;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Attacks the targets in turn, each mutation under a watchdog. */
final class Attacks {
    private static final int SHOWN_FRAMES = 14;

    private final List<Target> targets;
    private final long seed;
    private final int mostSeconds;
    private final Tally tally = new Tally();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "mutations");
        worker.setDaemon(true);
        return worker;
    });

    /** @param mostSeconds of one mutation */
    Attacks(List<Target> targets, long seed, int mostSeconds) {
        this.targets = targets;
        this.seed = seed;
        this.mostSeconds = mostSeconds;
    }

    /** Makes the mutations of the numbers from {@code first} to before {@code end}. */
    Tally run(long first, long end) throws InterruptedException {
        try {
            for (long number = first; number < end; number++) {
                Target target = targets.get((int) (number % targets.size()));
                if (!attack(target, number)) {
                    break; // what hangs cannot be stopped
                }
            }
        } finally {
            thread.shutdown();
        }
        return tally;
    }

    private boolean attack(Target target, long number) throws InterruptedException {
        long start = System.nanoTime();
        Future<Boolean> attack = thread.submit(() -> target.attack(new Mutator(seed, number)));
        try {
            tally.add(target.name(), attack.get(mostSeconds, TimeUnit.SECONDS), System.nanoTime() - start);
            return true;
        } catch (ExecutionException e) {
            tally.fail(target.name(), System.nanoTime() - start, finding(target, number, trace(e.getCause())));
            return true;
        } catch (TimeoutException e) {
            tally.fail(target.name(), System.nanoTime() - start, finding(target, number, "hangs:\n" + allStacks()));
            return false;
        }
    }

    private String finding(Target target, long number, String what) {
        return target.name() + ", seed " + seed + ", mutation " + number + ": " + what;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return String.join("\n", text.toString().lines().limit(SHOWN_FRAMES).toList());
    }

    private static String allStacks() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            text.append(thread.getName()).append('\n');
            for (StackTraceElement element : stack) {
                text.append("  ").append(element).append('\n');
            }
        });
        return text.toString();
    }
}

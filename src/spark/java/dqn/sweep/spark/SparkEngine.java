package dqn.sweep.spark;

import dqn.checkpoint.RunLock;
import dqn.core.DqnException;
import dqn.sweep.Engine;
import dqn.sweep.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A cluster of Apache Spark: each job is a Spark job of one task, which starts the job's programs on whatever machine
 * Spark gives it. When that is lost, Spark runs the task elsewhere, and there the programs go on from the run's last
 * checkpoint.
 */
final class SparkEngine implements Engine {
    /** Until the first machine is there. */
    private static final long PATIENCE_MILLIS = 120_000;
    /** For machines that are later than the others. */
    private static final long QUIET_MILLIS = 5_000;

    private static final long LOOK_AGAIN_MILLIS = 200;
    private static final Logger LOG = LoggerFactory.getLogger(SparkEngine.class);

    private final JavaSparkContext spark;
    private final int slots;

    /**
     * Counts the cores that there are.
     *
     * @param spark closed with this
     * @param threads cores of a task
     * @param most tasks at once
     * @throws DqnException if no machine has so many cores
     */
    SparkEngine(JavaSparkContext spark, int threads, int most) throws InterruptedException {
        this.spark = spark;
        List<Integer> cores = awaitExecutors();
        if (cores.isEmpty()) {
            throw new DqnException("Spark's master " + spark.master() + " gives no machine to run on: see its log and"
                    + " its workers', or name another by --master.");
        }
        slots = Math.min(
                most, cores.stream().mapToInt(executor -> executor / threads).sum());
        if (slots == 0) {
            throw new DqnException("No machine of " + spark.master() + " offers " + threads
                    + " cores: set threadsPerTrial to at most " + Collections.max(cores)
                    + ", and begin again in another --out.");
        }
    }

    /** The cores of each executor, when for some seconds no other has come. */
    private List<Integer> awaitExecutors() throws InterruptedException {
        LOG.info("Waiting for the machines of {}", spark.master());
        List<Integer> cores = List.of();
        long waited = 0;
        long quiet = spark.isLocal() ? 0 : QUIET_MILLIS;
        while (waited < (cores.isEmpty() ? PATIENCE_MILLIS : quiet)
                && !spark.sc().isStopped()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            List<Integer> now = executors();
            waited = now.equals(cores) ? waited + LOOK_AGAIN_MILLIS : 0;
            cores = now;
        }
        return cores;
    }

    /** The driver of a cluster is among Spark's executors, but has no cores. */
    private List<Integer> executors() {
        return CollectionConverters.asJava(spark.sc().statusStore().executorList(true)).stream()
                .map(ExecutorSummary::totalCores)
                .filter(cores -> cores > 0)
                .sorted()
                .toList();
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public String description() {
        return "on " + spark.master() + ", " + slots + " at once";
    }

    @Override
    public int carryOut(Work work) throws IOException, InterruptedException {
        Thread.currentThread().setContextClassLoader(SparkEngine.class.getClassLoader());
        spark.setJobGroup(work.run(), work.run(), true);
        try {
            return spark.parallelize(List.of(work), 1)
                    .map(new CarryOut())
                    .collect()
                    .get(0);
        } catch (Exception e) { // Scala's methods declare none of what they throw
            if (e instanceof InterruptedException interrupted) {
                cancel(work);
                throw interrupted;
            }
            if (e instanceof SparkException) {
                throw new DqnException("Spark gave it up (" + SparkProvider.firstLine(e) + ")", e);
            }
            throw e;
        }
    }

    /** Interrupts the task, and waits until its program has saved itself, though this thread be interrupted again. */
    private void cancel(Work work) {
        spark.cancelJobGroup(work.run());
        CompletableFuture.runAsync(() -> awaitEnd(Path.of(work.run()))).join();
    }

    private static void awaitEnd(Path run) {
        while (!RunLock.isFree(run)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
        }
    }

    @Override
    public void close() {
        spark.close();
    }

    /** What an executor does. */
    private static final class CarryOut implements Function<Work, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer call(Work work) throws IOException, InterruptedException {
            return work.carryOut();
        }
    }
}

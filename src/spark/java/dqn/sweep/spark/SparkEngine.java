package dqn.sweep.spark;

import dqn.checkpoint.RunLock;
import dqn.sweep.Engine;
import dqn.sweep.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * A cluster of Apache Spark: each job is a Spark job of one task, which starts the job's programs on whatever machine
 * Spark gives it. When that is lost, Spark runs the task elsewhere, and there the programs go on from the run's last
 * checkpoint.
 */
final class SparkEngine implements Engine {
    /** For executors that are a little later than the first. */
    private static final long REGISTRATION_SECONDS = 3;

    private static final long LOOK_AGAIN_MILLIS = 200;

    private final JavaSparkContext spark;
    private final int slots;

    /**
     * Counts the cores that there are.
     *
     * @param spark closed with this
     * @param threads cores of a task
     */
    SparkEngine(JavaSparkContext spark, int threads) {
        this.spark = spark;
        if (!spark.isLocal()) {
            awaitExecutors();
        }
        slots = Math.max(1, spark.defaultParallelism() / threads);
    }

    private void awaitExecutors() {
        spark.parallelize(List.of(0), 1).count(); // waits for one
        try {
            TimeUnit.SECONDS.sleep(REGISTRATION_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
                throw new IOException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Interrupts the task, and waits until its program has saved itself. */
    private void cancel(Work work) throws InterruptedException {
        spark.cancelJobGroup(work.run());
        while (!RunLock.isFree(Path.of(work.run()))) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
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

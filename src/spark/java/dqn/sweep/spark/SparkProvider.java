package dqn.sweep.spark;

import dqn.core.DqnException;
import dqn.sweep.ClusterProvider;
import dqn.sweep.Engine;
import dqn.sweep.Work;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Connects to Apache Spark. */
public final class SparkProvider implements ClusterProvider {
    /** Of a process that only starts programs and waits for them. */
    private static final String EXECUTOR_MEMORY = "512m";

    /** What the launcher takes from the environment, besides what each trial's work says. */
    private static final List<String> FOR_TRIALS = List.of("DQN_HEAP", "DQN_JAR");

    /** For the service loader. */
    public SparkProvider() {}

    @Override
    public Engine connect(String master, String address, int threads, int most) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread()
                .setContextClassLoader(SparkProvider.class.getClassLoader()); // Spark's threads inherit it
        try {
            return engine(new JavaSparkContext(configuration(master, address, threads)), threads, most);
        } catch (DqnException e) {
            throw e;
        } catch (Exception e) { // Scala's methods declare none of what they throw
            throw new DqnException(
                    "Spark's master " + master + " gives no machine to run on (" + firstLine(e)
                            + "): see its log and its workers', or name another by --master.",
                    e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** The engine, with which Spark is closed; at once, where there is none. */
    private static Engine engine(JavaSparkContext spark, int threads, int most) throws InterruptedException {
        try {
            return new SparkEngine(spark, threads, most);
        } catch (Exception e) {
            spark.close();
            throw e;
        }
    }

    /** What Spark says goes on with a stack trace. */
    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static SparkConf configuration(String master, String address, int threads) {
        SparkConf conf = new SparkConf()
                .setAppName("dqn sweep")
                .setMaster(master)
                .setIfMissing("spark.executor.memory", EXECUTOR_MEMORY)
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.driver.host", address)
                .setIfMissing("spark.driver.bindAddress", address)
                .set("spark.speculation", "false") // a trial is no task that two may carry out at once
                .set("spark.task.cpus", Integer.toString(threads));
        for (String name : FOR_TRIALS) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> conf.setExecutorEnv(name, value));
        }
        return master.startsWith("local") ? conf : conf.setJars(jars());
    }

    /** The program's and this one, which executors fetch; they need none of the program's libraries. */
    private static String[] jars() {
        return Stream.of(Work.class, SparkProvider.class)
                .map(SparkProvider::jar)
                .toArray(String[]::new);
    }

    private static String jar(Class<?> type) {
        Path jar = Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (!Files.isRegularFile(jar)) {
            throw new DqnException(jar + " is no jar that executors could fetch: start this program by its launcher.");
        }
        return jar.toString();
    }
}

package dqn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A {@code dqn} command in a Java process of its own, with the launcher's options, that can be killed. */
final class TrainingProcess implements AutoCloseable {
    /** The exit code of a process that was killed: 128 and SIGKILL's number. */
    static final int KILLED = 137;

    private static final Pattern PAGE = Pattern.compile("http://\\S+/");

    private final Process process;
    private final Path output;
    private final long startNanos = System.nanoTime();

    private TrainingProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param output a file for what it says
     */
    static TrainingProcess start(Path output, List<String> arguments) throws IOException {
        return start(output, List.of(), arguments);
    }

    /** The same with more options of Java. */
    static TrainingProcess start(Path output, List<String> options, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-Xmx2g", "-XX:MaxNewSize=48m", "-XX:MaxDirectMemorySize=1t", "-Xms256m", "-XX:+AlwaysPreTouch"));
        all.addAll(options);
        List<String> command = CommandLines.program(all.toArray(String[]::new));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        return new TrainingProcess(builder.start(), output);
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Waits so long, or to its end; tells whether it has ended. */
    boolean hasEndedWithin(long nanos) throws InterruptedException {
        return process.waitFor(nanos, TimeUnit.NANOSECONDS);
    }

    /** Sends SIGKILL, unless it has ended. */
    void kill() {
        process.destroyForcibly();
    }

    /** Sends SIGTERM, on which a training saves itself and ends. */
    void terminate() {
        process.destroy();
    }

    /** Where its page is, once it has said so. */
    Optional<String> page() throws IOException {
        return PAGE.matcher(Files.readString(output))
                .results()
                .map(MatchResult::group)
                .findFirst();
    }

    /** Waits for its end; 0 if it has done what it was asked for. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Since it was started. */
    long nanos() {
        return System.nanoTime() - startNanos;
    }

    /** Whether it has come as far as to train. */
    boolean hasTrained() throws IOException {
        return Files.readString(output).contains("INFO  Training ");
    }

    /** What it said last. */
    String lastLine() throws IOException {
        return Files.readAllLines(output).stream().reduce("", (before, line) -> line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

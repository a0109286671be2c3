package dqn.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code ./dqn} as a person does, and holds what comes of it to what must. */
final class Command {
    /** Of the processor: on a machine that is busy with other things the clock says nothing. */
    private static final Duration MOST_WORK = Duration.ofSeconds(10);
    /** By the clock, for one that waits. */
    private static final int MOST_SECONDS = 60;

    private static final int LOOKS_A_SECOND = 20;

    private final Path folder;

    /** @param folder for what the processes write */
    Command(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs it.
     *
     * @return whether it succeeded; false where it failed with one sentence
     */
    boolean run(Object... arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(Path.of("dqn").toAbsolutePath().toString()));
        for (Object argument : arguments) {
            line.add(argument.toString());
        }
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(err.toFile())
                .start();
        await(process, line);
        String told = Files.readString(err) + Files.readString(folder.resolve("stdout"));
        requireCalm(process.exitValue(), Files.readAllLines(err), told);
        return process.exitValue() == 0;
    }

    private static void await(Process process, List<String> line) throws InterruptedException {
        for (int looks = 0; !process.waitFor(1000 / LOOKS_A_SECOND, TimeUnit.MILLISECONDS); looks++) {
            Duration work = process.info().totalCpuDuration().orElse(Duration.ZERO);
            if (work.compareTo(MOST_WORK) > 0 || looks > MOST_SECONDS * LOOKS_A_SECOND) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("does not end: " + line);
            }
        }
    }

    private void requireCalm(int exitCode, List<String> err, String told) throws IOException {
        require(exitCode >= 0 && exitCode <= 2, exitCode, told);
        require(!told.contains("\tat ") && !told.contains("Exception in thread"), exitCode, told);
        require(!told.contains("worth a bug report"), exitCode, told);
        long sentences = err.stream().filter(line -> line.startsWith("dqn: ")).count();
        require(exitCode == 0 || sentences == 1, exitCode, told);
        try (Stream<Path> files = Files.list(folder)) {
            require(files.noneMatch(file -> file.getFileName().toString().startsWith("hs_err")), exitCode, told);
        }
    }

    private static void require(boolean holds, int exitCode, String told) {
        if (!holds) {
            throw new IllegalStateException("ended with " + exitCode + " and told:\n" + told);
        }
    }
}

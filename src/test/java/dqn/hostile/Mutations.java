package dqn.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Attacks everything that reads files with mutations, in this process and by the command; {@code scripts/mutate} runs it. */
final class Mutations {
    private static final int MOST_SECONDS = 10;
    /** The command has a watchdog of its own. */
    private static final int MOST_SECONDS_OF_A_COMMAND = 90;

    private Mutations() {}

    /** Arguments: {@code process} or {@code command}, number of mutations, seed, and the first one's number. */
    public static void main(String[] arguments) throws Exception {
        long count = Long.parseLong(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        long first = Long.parseLong(arguments[3]);
        long start = System.nanoTime();
        Path folder = Files.createTempDirectory(Path.of("target"), "mutations-");
        Tally tally = arguments[0].equals("process")
                ? inProcess(folder, seed, first, first + count)
                : new Attacks(CommandTarget.all(folder), seed, MOST_SECONDS_OF_A_COMMAND).run(first, first + count);
        System.out.println(tally + ", " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        if (tally.findings().isEmpty()) {
            delete(folder);
        }
        System.exit(tally.findings().isEmpty() ? 0 : 1);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Tally inProcess(Path folder, long seed, long first, long end)
            throws IOException, InterruptedException {
        try (Targets targets = new Targets(folder)) {
            return new Attacks(targets.all(), seed, MOST_SECONDS).run(first, end);
        }
    }
}

package dqn.cli;

import dqn.core.RandomStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.file.PathUtils;

/**
 * Shows that a training which is killed at any instant, again and again, and resumed each time, ends bit for bit like one
 * that was never interrupted. Processes are real ones, and so is the game.
 */
final class Torture {
    private final Path directory;
    private final long seed;
    private final TortureReport report;

    /**
     * In a directory of its own.
     *
     * @param seed of the instants
     */
    Torture(Path directory, long seed, TortureReport report) {
        this.directory = directory;
        this.seed = seed;
        this.report = report;
    }

    /** Arguments: {@code DIRECTORY KILLS SEED}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        if (!RunOnDisk.names(Files.createDirectories(directory)).isEmpty()) {
            System.err.println(directory + " holds something: name an empty folder.");
            System.exit(1);
        }
        int kills = Integer.parseInt(arguments[1]);
        try (PrintStream log = new PrintStream(directory.resolve("log").toFile(), StandardCharsets.UTF_8)) {
            TortureReport report = new TortureReport(log);
            Torture torture = new Torture(directory, Long.parseLong(arguments[2]), report);
            List<TortureSetting> settings = TortureSetting.all();
            for (int i = 0; i < settings.size(); i++) {
                torture.run(settings.get(i), (i + 1) * kills / settings.size() - i * kills / settings.size());
                System.out.println("up to " + settings.get(i).name() + ": " + report);
            }
            report.tell(report.toString());
            System.exit(report.differences() == 0 ? 0 : 1);
        }
    }

    /** Trains this way again and again, until so many kills are spent. What was not as it should be stays. */
    void run(TortureSetting setting, int kills) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(directory.resolve(setting.name()));
        ReferenceRun reference = ReferenceRun.of(setting, folder.resolve("reference"));
        report.tell(setting.name() + "/reference has " + reference.checkpointCount() + " checkpoints");
        RandomStream random = new RandomStream(seed, setting.name());
        int before = report.kills();
        boolean good = true;
        for (int number = 1; report.kills() < before + kills; number++) {
            Path run = folder.resolve(Integer.toString(number));
            Victim victim = new Victim(setting, reference, run, random, report);
            if (victim.endsLikeTheReference(before + kills - report.kills())) {
                PathUtils.deleteDirectory(run);
            } else {
                good = false;
            }
        }
        if (good) {
            PathUtils.deleteDirectory(folder);
        }
    }
}

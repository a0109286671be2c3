package dqn.cli;

import dqn.core.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A run that is killed and resumed until it comes to its end all the same. */
final class Victim {
    /** Kills in a row that may all leave the same newest checkpoint. */
    private static final int PATIENCE = 3;

    private final TortureSetting setting;
    private final ReferenceRun reference;
    private final RunOnDisk run;
    private final RandomStream random;
    private final TortureReport report;
    private long frameCount;
    private int killsWithoutProgress;

    /** A new one in a directory that is not there yet. */
    Victim(TortureSetting setting, ReferenceRun reference, Path directory, RandomStream random, TortureReport report) {
        this.setting = setting;
        this.reference = reference;
        this.run = new RunOnDisk(directory);
        this.random = random;
        this.report = report;
    }

    /** Kills it so many times at most; tells whether all was as in the run that was not interrupted. */
    boolean endsLikeTheReference(int kills) throws IOException, InterruptedException {
        for (int left = kills; ; left--) {
            List<String> command = run.exists() ? TortureSetting.resume(run.path()) : setting.begin(run.path());
            report.started(run.exists());
            Path output = run.path().resolveSibling(run.path().getFileName() + ".out");
            try (TrainingProcess process = TrainingProcess.start(output, command)) {
                if (left > 0 && moment().hasCome(process)) {
                    process.kill();
                }
                if (process.exitCode() != TrainingProcess.KILLED) {
                    return hasEndedWell(process);
                }
                if (!hasDiedWell(process)) {
                    return false;
                }
            }
        }
    }

    private KillMoment moment() {
        KillMoment moment = KillMoment.draw(random, run, reference.nanos());
        return killsWithoutProgress < PATIENCE
                ? moment
                : KillMoment.progress(run).then(moment);
    }

    private boolean hasDiedWell(TrainingProcess process) throws IOException {
        boolean trained = process.hasTrained();
        boolean writing = trained && run.hasHalfACheckpoint();
        String doing = writing ? "writing a checkpoint" : trained ? "training" : "starting";
        String when = String.format(Locale.ROOT, "killed after %.3f s, ", process.nanos() / 1e9);
        List<String> differences = reference.differencesAfterKill(run);
        long left = run.lastFrameCount();
        if (left < frameCount) {
            differences = List.of("it had " + frameCount + " frames before");
        }
        killsWithoutProgress = left > frameCount ? 0 : killsWithoutProgress + 1;
        frameCount = left;
        report.killed(run, when + doing + ", " + left + " frames", writing, differences);
        return differences.isEmpty();
    }

    private boolean hasEndedWell(TrainingProcess process) throws IOException, InterruptedException {
        boolean done = process.exitCode() == 0;
        List<String> differences = done ? reference.differencesAtEnd(run) : List.of(process.lastLine());
        report.ended(run, done ? "came to its end" : "ended with " + process.exitCode(), differences);
        return differences.isEmpty();
    }
}

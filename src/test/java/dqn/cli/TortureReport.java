package dqn.cli;

import java.io.PrintStream;
import java.util.List;

/** Writes a line for each kill and each end, and counts. */
final class TortureReport {
    private final PrintStream log;
    private int kills;
    private int killsWhileWriting;
    private int resumes;
    private int victims;
    private int equal;
    private int differences;

    TortureReport(PrintStream log) {
        this.log = log;
    }

    int kills() {
        return kills;
    }

    int differences() {
        return differences;
    }

    /** Something else worth a line. */
    void tell(String line) {
        log.println(line);
    }

    void started(boolean resumed) {
        resumes += resumed ? 1 : 0;
    }

    /** @param writing whether half a checkpoint was left */
    void killed(RunOnDisk run, String what, boolean writing, List<String> different) {
        kills++;
        killsWhileWriting += writing ? 1 : 0;
        line(run, what, different);
    }

    /** Of itself. */
    void ended(RunOnDisk run, String what, List<String> different) {
        victims++;
        equal += different.isEmpty() ? 1 : 0;
        line(run, what, different);
    }

    private void line(RunOnDisk run, String what, List<String> different) {
        differences += different.isEmpty() ? 0 : 1;
        String outcome = different.isEmpty() ? "equal" : "DIFFERENT: " + String.join(", ", different);
        log.println(
                run.path().getParent().getFileName() + "/" + run.path().getFileName() + " " + what + ": " + outcome);
    }

    @Override
    public String toString() {
        return kills + " kills, " + killsWhileWriting + " of them while a checkpoint was being written; " + resumes
                + " resumes; " + victims + " runs came to their end, " + equal + " of them equal; " + differences
                + " differences";
    }
}

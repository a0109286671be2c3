package dqn.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a benchmark measures, and how it tells what it found. */
final class Measuring {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            order = 90,
            paramLabel = "N",
            defaultValue = "7",
            description = "How long to measure, warming up included (7).")
    private double seconds;

    @Option(names = "--json", order = 91, description = "Print one JSON document.")
    private boolean json;

    /** How long; refuses a time that nobody waits for. */
    double seconds() {
        if (!(seconds > 0 && seconds <= 3_600)) {
            throw Usage.error(spec, "--seconds must be above 0 and at most 3600, not " + seconds + ".");
        }
        return seconds;
    }

    /** Measures so long. */
    Spread time(Runnable work) {
        return Timing.of(work, seconds());
    }

    /** Prints the document, or the sentence. */
    void print(Map<String, Object> document, String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.write(document) : sentence);
        out.flush();
    }
}

package dqn.cli;

import dqn.sweep.Engine;
import dqn.sweep.LocalEngine;
import dqn.sweep.Plan;
import dqn.sweep.SparkLibraries;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the trials of a sweep run. */
final class EngineOptions {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern NEAR = Pattern.compile("local(\\[.*])?|spark://(localhost|127\\.[0-9.]+|\\[::1]):.*");

    /** Spark within this program, with so many threads, and how often a task may fail. */
    private static final Pattern LOCAL = Pattern.compile("local(\\[(?<threads>[*]|[1-9][0-9]{0,3})(,.*)?])?");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--engine", order = 30, paramLabel = "NAME", description = "local, or spark: docs/sweeps.md.")
    private Name engine = Name.LOCAL;

    @Option(
            names = "--master",
            order = 31,
            paramLabel = "URL",
            description = "Spark's master, such as spark://host:7077 (local[*], this machine).")
    private String master;

    @Option(
            names = "--address",
            order = 32,
            paramLabel = "HOST",
            description = "Address by which Spark's workers reach this machine (127.0.0.1).")
    private String address;

    /** Of an engine. */
    enum Name {
        LOCAL,
        SPARK
    }

    /** Refuses what does not go together. */
    void check() {
        if (engine == Name.LOCAL && (master != null || address != null)) {
            throw Usage.error(spec, "--master and --address are for Spark: add --engine spark, or leave them out.");
        }
        if (address().equals(LOOPBACK) && !NEAR.matcher(master()).matches()) {
            throw Usage.error(
                    spec,
                    "The workers of " + master + " cannot reach " + LOOPBACK
                            + ": give the address by which they reach this machine by --address.");
        }
    }

    /**
     * The cores of this machine that trials may use; empty where they may run elsewhere: of a cluster nobody here knows
     * that, be its master on this machine too: its workers say what they give.
     */
    OptionalInt coresHere() {
        Matcher local = LOCAL.matcher(master());
        if (!local.matches()) {
            return OptionalInt.empty();
        }
        String threads = local.group("threads");
        if (threads == null) {
            return OptionalInt.of(1); // as Spark has it
        }
        return OptionalInt.of(
                threads.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(threads));
    }

    /** What a command line has to say for the same engine. */
    String asTyped() {
        return (engine == Name.LOCAL ? "" : " --engine spark")
                + (master == null ? "" : " --master '" + master + "'")
                + (address == null ? "" : " --address " + address);
    }

    private String master() {
        return master == null ? "local[*]" : master;
    }

    private String address() {
        return address == null ? LOOPBACK : address;
    }

    /**
     * The engine that was chosen.
     *
     * @param most trials at once
     */
    Engine connect(Plan plan, int most) {
        if (engine == Name.LOCAL) {
            return new LocalEngine(most);
        }
        return SparkLibraries.load(Home.find().spark().toAbsolutePath())
                .connect(master(), address(), plan.threads(), most);
    }
}

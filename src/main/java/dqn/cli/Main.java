package dqn.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program {@code dqn}: reads the command line, runs a command, and turns its end into an exit code. */
@Command(
        name = "dqn",
        description = "Trains, evaluates and plays DQN agents on Atari games.",
        subcommands = {
            TrainCommand.class,
            SweepCommand.class,
            EvalCommand.class,
            PlayCommand.class,
            ExportCommand.class,
            InspectCommand.class,
            RomsCommand.class,
            PresetsCommand.class,
            ReportCommand.class,
            WatchCommand.class,
            BenchCommand.class,
            DoctorCommand.class
        },
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  dqn train --game space_invaders        train an agent",
            "  dqn eval                               how good is the newest one?",
            "  dqn play --render                      watch it play",
            "  dqn watch runs                         watch trainings in a browser",
            "  dqn roms list                          which games there are",
            "  dqn doctor                             is everything there that a training needs?",
            "",
            "'dqn COMMAND --help' tells more about a command. Environment variables: DQN_HEAP,",
            "Java's heap (2g), for large networks; DQN_THREADS, threads of the network engine.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration; 129, 130 and 143",
            "stopped by a signal after saving."
        })
public final class Main implements Callable<Integer> {
    /** Set before the first log line, because logback reads it only once. */
    private static final String LOG_LEVEL = "dqn.log.level";

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            order = 90,
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(names = "--version", order = 91, versionHelp = true, description = "Show the version.")
    private boolean version;

    @Option(
            names = "--verbose",
            order = 92,
            scope = ScopeType.INHERIT,
            description = "Show debug messages, and the stack trace of an error.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        int exitCode = commandLine(CommandLine.defaultFactory()).execute(args);
        if (System.out.checkError() && exitCode == ExitCode.OK) {
            System.err.println("dqn: Standard output did not take all of the results: send it to where there is room.");
            exitCode = ExitCode.SOFTWARE;
        }
        System.exit(exitCode);
    }

    /** The whole command line, ready to execute, with its commands made by {@code factory}. */
    static CommandLine commandLine(IFactory factory) {
        Main main = new Main();
        ErrorReport errors = new ErrorReport(() -> main.verbose);
        return new CommandLine(main, factory)
                .registerConverter(Path.class, Main::path)
                .registerConverter(int.class, text -> (int) whole(text, "int", Integer.MAX_VALUE))
                .registerConverter(Integer.class, text -> (int) whole(text, "int", Integer.MAX_VALUE))
                .registerConverter(long.class, text -> whole(text, "long", Long.MAX_VALUE))
                .registerConverter(Long.class, text -> whole(text, "long", Long.MAX_VALUE))
                .setExecutionStrategy(main.strategy())
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("it is empty, but must name a file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' cannot be a path here (" + e.getReason() + ")");
        }
    }

    /** Digits may be grouped, as in a configuration: 1_000. */
    private static long whole(String text, String type, long most) {
        try {
            long number = Long.parseLong(text.matches("[+-]?[0-9]+(_[0-9]+)*") ? text.replace("_", "") : text);
            if (number >= -most - 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) { // told as one that is too large
        }
        throw new TypeConversionException("'" + text + "' is not " + (type.equals("int") ? "an " : "a ") + type);
    }

    /** Without a command: says which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    private IExecutionStrategy strategy() {
        return (ParseResult parsed) -> {
            if (verbose) {
                System.setProperty(LOG_LEVEL, "DEBUG");
            }
            try {
                return new RunLast().execute(parsed);
            } catch (LinkageError | OutOfMemoryError e) { // picocli hands only exceptions to the report
                throw new ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
            }
        };
    }
}

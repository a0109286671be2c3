package dqn.cli;

import dqn.core.ConfigException;
import dqn.core.DqnException;
import dqn.core.NativeLibraryException;
import dqn.core.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what went wrong, in one line on standard error; with a stack trace only if asked. */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final BooleanSupplier verbose;

    ErrorReport(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println(failure instanceof DqnException ? "dqn: " + failure.getMessage() : unexpected(failure));
        if (verbose.getAsBoolean()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof ConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private String unexpected(Exception failure) {
        Throwable origin = failure instanceof ExecutionException ? failure.getCause() : failure;
        if (origin instanceof UnsatisfiedLinkError) {
            return "dqn: " + new NativeLibraryException("A native library", origin).getMessage();
        }
        String hint = verbose.getAsBoolean() ? "" : "; '--verbose' shows where";
        return origin instanceof OutOfMemoryError
                ? "dqn: Out of memory (" + origin.getMessage() + "): set DQN_HEAP to more than the "
                        + (Runtime.getRuntime().maxMemory() >> 20) + "m there are, or use less."
                : "dqn: Stopped by an error of the program, which is worth a bug report (" + origin + ")" + hint + ".";
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("dqn: " + failure.getMessage().replaceFirst("^Error: ", "") + suggestion(failure));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        if (verbose.getAsBoolean()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.USAGE;
    }

    private static String suggestion(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> known =
                new ArrayList<>(failure.getCommandLine().getSubcommands().keySet());
        failure.getCommandLine().getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        String wrong = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        return Nearest.to(wrong, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}

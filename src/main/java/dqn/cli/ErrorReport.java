package dqn.cli;

import dqn.core.DqnException;
import dqn.training.ConfigException;
import java.io.PrintWriter;
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
        String hint = verbose.getAsBoolean() ? "" : "; '--verbose' shows where";
        return origin instanceof OutOfMemoryError
                ? "dqn: Out of memory (" + origin.getMessage() + "): set DQN_HEAP to more than 2g, or use less."
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
        List<String> suggestions =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    }
}

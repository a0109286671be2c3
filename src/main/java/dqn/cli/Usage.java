package dqn.cli;

import dqn.core.InvalidSetting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses what a command line says. */
final class Usage {
    private Usage() {}

    /** What is wrong with it, a sentence. */
    static ParameterException error(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** Refuses a number outside the bounds. */
    static void requireWithin(CommandSpec command, double low, double high, String option, double value) {
        try {
            InvalidSetting.unlessWithin(low, high, option, value);
        } catch (InvalidSetting e) {
            throw error(command, e.getMessage() + ".");
        }
    }
}

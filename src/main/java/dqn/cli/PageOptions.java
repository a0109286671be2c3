package dqn.cli;

import dqn.live.LiveServer;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a page is served. */
final class PageOptions {
    private static final int LAST_PORT = 65_535;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--bind",
            order = 41,
            paramLabel = "ADDRESS",
            description =
                    "Show the page to other computers too, on this interface (0.0.0.0: all); its address then holds"
                            + " a secret.")
    private String bind;

    /** Whether others are to see it. */
    boolean isGiven() {
        return bind != null;
    }

    /**
     * Takes the port.
     *
     * @param option that names it
     * @param port as it was given; none for the usual one, or a free one
     * @throws dqn.core.DqnException if it is taken
     */
    LiveServer open(String option, Optional<String> port) {
        if (isGiven() && bind.isBlank()) {
            throw Usage.error(spec, "--bind must be an address of this computer, such as 0.0.0.0, but is empty.");
        }
        return new LiveServer(
                Optional.ofNullable(bind),
                port.map(text -> OptionalInt.of(number(option, text))).orElse(OptionalInt.empty()));
    }

    private int number(String option, String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > LAST_PORT) {
            throw Usage.error(
                    spec,
                    option + " must be a port from 0 to " + LAST_PORT + ", 0 for any that is free, not '" + text
                            + "'.");
        }
        return Integer.parseInt(text);
    }
}

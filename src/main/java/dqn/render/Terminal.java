package dqn.render;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Where a program was started from.
 *
 * @param out standard output
 * @param interactive whether it is a terminal rather than a file or a pipe
 * @param size of the terminal
 */
public record Terminal(PrintStream out, boolean interactive, Supplier<TerminalSize> size) {}

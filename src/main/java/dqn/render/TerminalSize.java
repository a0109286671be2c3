package dqn.render;

/**
 * Extent of a terminal in characters.
 *
 * @param columns characters in a line
 * @param rows lines
 */
public record TerminalSize(int columns, int rows) {}

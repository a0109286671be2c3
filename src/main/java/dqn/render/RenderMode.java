package dqn.render;

/** Where a game is shown. */
public enum RenderMode {
    /** In a window where there is a display, else in the terminal. */
    AUTO,
    WINDOW,
    TERMINAL,
    NONE
}

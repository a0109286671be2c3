package dqn.core;

/** What of a console is looked at. */
public enum FrameSource {
    /** The screen through the emulator's grey palette: one channel. */
    GREY_SCREEN,
    /** The screen in red, green and blue: three channels, interleaved. */
    RGB_SCREEN,
    /** The bytes of the console's memory: one row, one channel. */
    RAM
}

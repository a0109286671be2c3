package dqn.env.ale;

/** What of the console an environment shows. */
public enum ScreenSource {
    /** The screen through the emulator's grey palette: one channel. */
    GREY,
    /** The screen in colour: three channels, interleaved. */
    RGB,
    /** The 128 bytes of the console's memory, as one row. */
    RAM
}

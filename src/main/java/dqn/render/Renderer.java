package dqn.render;

/** Shows a game to a person. Called from one thread. */
public interface Renderer extends AutoCloseable {
    /** Shows a moment of the game, and waits as long as the chosen speed asks for. */
    void show(RenderedFrame frame);

    /** Whether anybody is still looking: false once the window has been closed. */
    default boolean isOpen() {
        return true;
    }

    /** Whether a frame is wanted at all: making one costs a copy of the screen, and the network's answer. */
    default boolean isLooking() {
        return isOpen();
    }

    /** Takes the picture away; a second call does nothing. */
    @Override
    default void close() {}
}

package dqn.render;

import java.awt.image.BufferedImage;

/** A video file in the making, which appears when it is closed, whole; without a picture, or after an error, it does not. */
public interface Film extends AutoCloseable {
    /**
     * Adds a picture.
     *
     * @param picture {@link BufferedImage#TYPE_3BYTE_BGR}, of the same even size as all others; read during the call only
     * @throws dqn.core.DqnException if it cannot be written
     */
    void add(BufferedImage picture);

    /** Whether more pictures are taken: not once it is closed, or somebody has interrupted its making. */
    boolean isOpen();

    /**
     * Puts the file into its place; a second call does nothing.
     *
     * @throws dqn.core.DqnException if it cannot be written
     */
    @Override
    void close();

    /**
     * Leaves no file, after an error that is not the film's; does nothing once it is closed.
     *
     * @throws dqn.core.DqnException if what was written so far cannot be removed
     */
    void discard();
}

package dqn.render;

import dqn.core.DurableFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** What films of all kinds have in common: the file is in its place once it is whole, and nowhere after an error. */
abstract class StagedFilm implements Film {
    private final int framesPerSecond;
    private final VideoFile file;
    private long frames;
    private boolean closed;

    /** Writes to where the file is staged. */
    StagedFilm(int framesPerSecond, VideoFile file) {
        this.framesPerSecond = framesPerSecond;
        this.file = file;
    }

    /**
     * Writes a picture.
     *
     * @param number of it, 1 for the first
     */
    abstract void write(BufferedImage picture, long number) throws IOException;

    /** Writes the end, after at least one picture. */
    abstract void finish() throws IOException;

    /** Lets go of everything, after an error. */
    abstract void abandon();

    @Override
    public final void add(BufferedImage picture) {
        if (!isOpen()) {
            return;
        }
        frames++;
        try {
            write(picture, frames);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(IOException e) {
        closed = true;
        leaveNothing();
        return file.failure(DurableFiles.reason(e), e);
    }

    private void leaveNothing() {
        abandon();
        file.discard();
    }

    @Override
    public final void discard() {
        if (!closed) {
            closed = true;
            leaveNothing();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public final void close() {
        if (closed) {
            return;
        }
        if (frames == 0) {
            discard();
            return;
        }
        closed = true;
        try {
            finish();
        } catch (IOException e) {
            throw failed(e);
        }
        file.publish((double) frames / framesPerSecond);
    }
}

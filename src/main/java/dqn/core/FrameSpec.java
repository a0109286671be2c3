package dqn.core;

/**
 * Shape of the raw frames that an environment shows: unsigned bytes {@code [frames][height][width][channels]}, oldest
 * frame first, channels interleaved as the emulator gives them.
 *
 * @param frames 1, or 2 where the last two emulator frames are shown for pooling
 * @param height rows
 * @param width columns
 * @param channels 1 (grey, or bytes of memory) or 3 (red, green, blue)
 */
public record FrameSpec(int frames, int height, int width, int channels) {
    /** Refuses what no emulator shows. */
    public FrameSpec {
        if (frames < 1 || height < 1 || width < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException("no frames of shape " + frames + "x" + height + "x" + width + "x"
                    + channels + ": at least one, with one or three channels");
        }
    }

    /** Bytes of one frame. */
    public int frameSize() {
        return height * width * channels;
    }

    /** Bytes of all frames. */
    public int size() {
        return frames * frameSize();
    }

    /** The same with another number of frames. */
    public FrameSpec withFrames(int count) {
        return new FrameSpec(count, height, width, channels);
    }
}

package dqn.preprocess;

import dqn.core.ChangedRows;
import dqn.core.Checkpointable;
import dqn.core.FrameSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * The maximum of two raw frames, pixel by pixel: the console draws many objects in every other frame only, so that one
 * frame alone misses them. The two are the last two emulator frames, or this observation and the one before it.
 *
 * <p>Without a {@link Brightness} each byte is compared on its own. With one, the brighter pixel stays whole: turned
 * grey afterwards, that is the maximum of the two grey pictures.
 */
final class FramePool implements Checkpointable {
    private final FrameSpec raw;
    private final Optional<Brightness> brightness;
    /** The observation before, where that is what is pooled; else empty. */
    private final byte[] previous;

    private final byte[] pooled;

    /** Over the two frames of {@code raw}, or over successive observations where {@code raw} has one frame. */
    FramePool(FrameSpec raw, Optional<Brightness> brightness) {
        if (raw.frames() > 2 || (brightness.isPresent() && raw.channels() != 3)) {
            throw new IllegalArgumentException("no maximum of the last two frames of " + raw);
        }
        this.raw = raw;
        this.brightness = brightness;
        this.previous = new byte[raw.frames() == 1 ? raw.size() : 0];
        this.pooled = new byte[raw.frameSize()];
    }

    /** Forgets the episode before: its first observation stands alone. */
    void reset(byte[] first) {
        System.arraycopy(first, 0, previous, 0, previous.length);
    }

    /** Shows the observation before, if that is what is pooled. */
    void showPrevious(StageViewer viewer) {
        if (previous.length > 0) {
            viewer.frames("observation before", raw, previous);
        }
    }

    /** One frame, interleaved as it came, in a buffer that the next call overwrites. */
    byte[] apply(byte[] frames) {
        if (raw.frames() == 2) {
            pool(frames, 0, frames, raw.frameSize());
        } else {
            pool(previous, 0, frames, 0);
            System.arraycopy(frames, 0, previous, 0, previous.length);
        }
        return pooled;
    }

    private void pool(byte[] older, int olderStart, byte[] newer, int newerStart) {
        if (brightness.isPresent()) {
            keepBrighter(brightness.get(), older, olderStart, newer, newerStart);
            return;
        }
        System.arraycopy(newer, newerStart, pooled, 0, pooled.length);
        int width = raw.width() * raw.channels();
        int row = nextChanged(older, olderStart, newer, newerStart, 0);
        while (row < raw.height()) {
            raise(row * width, width, older, olderStart + row * width);
            row = nextChanged(older, olderStart, newer, newerStart, row + 1);
        }
    }

    private int nextChanged(byte[] older, int olderStart, byte[] newer, int newerStart, int row) {
        return ChangedRows.next(older, olderStart, newer, newerStart, raw.height(), raw.width() * raw.channels(), row);
    }

    /** {@code pooled} = what is larger, it or {@code other}, in so many bytes from {@code start} on. */
    private void raise(int start, int length, byte[] other, int otherStart) {
        for (int i = 0; i < length; i++) {
            pooled[start + i] = (byte) Math.max(pooled[start + i] & 0xff, other[otherStart + i] & 0xff);
        }
    }

    private void keepBrighter(Brightness formula, byte[] older, int olderStart, byte[] newer, int newerStart) {
        for (int i = 0; i < pooled.length; i += 3) {
            int a = olderStart + i;
            int b = newerStart + i;
            boolean newerWins =
                    formula.of(newer[b], newer[b + 1], newer[b + 2]) > formula.of(older[a], older[a + 1], older[a + 2]);
            System.arraycopy(newerWins ? newer : older, newerWins ? b : a, pooled, i, 3);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        SavedBytes.write(previous, out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        SavedBytes.read(previous, in);
    }
}

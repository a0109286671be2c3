package dqn.env.ale;

import dqn.core.ChangedRows;
import dqn.core.FrameSource;
import dqn.core.FrameSpec;
import java.util.Arrays;

/** How an emulator's screen or memory becomes bytes of a {@link FrameSpec}. */
interface Picture {
    /** One frame's shape. */
    FrameSpec spec();

    /** Copies what there is to see now. */
    void copy(byte[] target, int offset);

    /** The picture of this kind of this emulator. */
    static Picture of(FrameSource source, Emulator emulator) {
        return switch (source) {
            case GREY_SCREEN -> new GreyScreen(emulator);
            case RGB_SCREEN -> new ColourScreen(emulator);
            case RAM -> new Memory(emulator);
        };
    }

    /** {@code [height][width]}. Only rows that are not as they were when last looked at are turned grey. */
    record GreyScreen(Emulator emulator, FrameSpec spec, byte[] palette, byte[] indices, byte[] last, byte[] grey)
            implements Picture {
        GreyScreen(Emulator emulator) {
            this(emulator, new FrameSpec(1, emulator.height(), emulator.width(), 1), emulator.greyPalette());
        }

        private GreyScreen(Emulator emulator, FrameSpec spec, byte[] palette) {
            this(emulator, spec, palette, new byte[spec.size()], new byte[spec.size()], new byte[spec.size()]);
            Arrays.fill(grey, palette[0]);
        }

        @Override
        public void copy(byte[] target, int offset) {
            emulator.screen(indices, 0, indices.length);
            int row = nextChanged(0);
            while (row < spec.height()) {
                turnGrey(row * spec.width());
                row = nextChanged(row + 1);
            }
            System.arraycopy(grey, 0, target, offset, grey.length);
        }

        private int nextChanged(int row) {
            return ChangedRows.next(indices, 0, last, 0, spec.height(), spec.width(), row);
        }

        private void turnGrey(int start) {
            System.arraycopy(indices, start, last, start, spec.width());
            for (int i = start; i < start + spec.width(); i++) {
                grey[i] = palette[indices[i] & 0xFF];
            }
        }
    }

    /** {@code [height][width][3]}. */
    record ColourScreen(Emulator emulator, FrameSpec spec, byte[] palette, byte[] indices) implements Picture {
        ColourScreen(Emulator emulator) {
            this(
                    emulator,
                    new FrameSpec(1, emulator.height(), emulator.width(), 3),
                    emulator.rgbPalette(),
                    new byte[emulator.height() * emulator.width()]);
        }

        @Override
        public void copy(byte[] target, int offset) {
            emulator.screen(indices, 0, indices.length);
            int to = offset;
            for (byte index : indices) {
                int from = 3 * (index & 0xFF);
                target[to++] = palette[from];
                target[to++] = palette[from + 1];
                target[to++] = palette[from + 2];
            }
        }
    }

    /** {@code [1][128]}. */
    record Memory(Emulator emulator) implements Picture {
        @Override
        public FrameSpec spec() {
            return new FrameSpec(1, 1, Emulator.RAM_BYTES, 1);
        }

        @Override
        public void copy(byte[] target, int offset) {
            emulator.memory(target, offset);
        }
    }
}

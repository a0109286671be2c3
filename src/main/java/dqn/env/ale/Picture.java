package dqn.env.ale;

import dqn.core.FrameSource;
import dqn.core.FrameSpec;

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

    /** {@code [height][width]}. */
    record GreyScreen(Emulator emulator, FrameSpec spec, byte[] palette) implements Picture {
        GreyScreen(Emulator emulator) {
            this(emulator, new FrameSpec(1, emulator.height(), emulator.width(), 1), emulator.greyPalette());
        }

        @Override
        public void copy(byte[] target, int offset) {
            int end = offset + spec.size();
            emulator.screen(target, offset, spec.size());
            for (int i = offset; i < end; i++) {
                target[i] = palette[target[i] & 0xFF];
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

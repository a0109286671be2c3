package dqn.preprocess;

import dqn.core.ObservationSpec;

/** Three planes of red, green and blue to one of grey. A screen in the emulator's own grey palette needs none of this. */
final class Grayscale implements Stage {
    private final ObservationSpec output;
    private final Brightness brightness;
    private final byte[] grey;

    Grayscale(ObservationSpec source, Brightness brightness) {
        if (source.channels() != 3) {
            throw new IllegalArgumentException("grey is made of 3 planes of colour, not of " + source.channels());
        }
        this.output = new ObservationSpec(1, source.height(), source.width());
        this.brightness = brightness;
        this.grey = new byte[output.size()];
    }

    @Override
    public String name() {
        return "grey";
    }

    @Override
    public ObservationSpec output() {
        return output;
    }

    @Override
    public byte[] apply(byte[] source) {
        int plane = grey.length;
        for (int i = 0; i < plane; i++) {
            grey[i] = Brightness.toByte(brightness.of(source[i], source[plane + i], source[2 * plane + i]));
        }
        return grey;
    }
}

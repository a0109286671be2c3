package dqn.render;

import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Turns what a program sees into images, byte for byte. */
public final class Images {
    private Images() {}

    /** A frame of {@code [frames][height][width][channels]}. */
    public static BufferedImage ofFrame(FrameSpec shape, byte[] frames, int frame) {
        int pixel = shape.channels();
        return of(shape.height(), shape.width(), shape.channels(), frames, frame * shape.frameSize(), pixel, 1);
    }

    /** The {@code channels} planes from {@code first} on of {@code [channels][height][width]}: grey, or red, green and blue. */
    public static BufferedImage ofPlanes(ObservationSpec shape, byte[] planes, int first, int channels) {
        int plane = shape.height() * shape.width();
        return of(shape.height(), shape.width(), channels, planes, first * plane, 1, plane);
    }

    /** Writes a PNG, over one that is there. */
    public static Path write(BufferedImage image, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
        return file;
    }

    private static BufferedImage of(
            int height, int width, int channels, byte[] bytes, int start, int pixelStep, int channelStep) {
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage image = new BufferedImage(width, height, type);
        for (int pixel = 0; pixel < height * width; pixel++) {
            for (int channel = 0; channel < channels; channel++) {
                int value = bytes[start + pixel * pixelStep + channel * channelStep] & 0xff;
                image.getRaster().setSample(pixel % width, pixel / width, channel, value);
            }
        }
        return image;
    }
}

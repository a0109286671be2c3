package dqn.render;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An animated GIF, written picture by picture. It tells times in hundredths of a second, and browsers show nothing faster
 * than two of them: of the console's 60 pictures a second it has 50, all but every sixth, so that the game keeps its speed.
 */
final class GifFilm extends StagedFilm {
    private static final int FASTEST = 50;

    private final int framesPerSecond;
    private final Path staged;
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private final GifChanges changes = new GifChanges();
    /** Opened with the first picture. */
    private OutputStream bytes;

    private ImageOutputStream out;

    GifFilm(int framesPerSecond, VideoFile file) {
        super(framesPerSecond, file);
        this.framesPerSecond = framesPerSecond;
        staged = file.staged();
    }

    @Override
    void write(BufferedImage picture, long number) throws IOException {
        if (isLeftOut(number)) {
            return;
        }
        if (out == null) {
            bytes = Files.newOutputStream(staged);
            out = new MemoryCacheImageOutputStream(bytes);
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
        }
        changes.next(picture);
        Rectangle place = changes.place();
        BufferedImage part = changes.part(place);
        writer.writeToSequence(new IIOImage(part, null, metadata(part, place, number == 1)), null);
        out.flush();
    }

    private boolean isLeftOut(long number) {
        return framesPerSecond > FASTEST && number % (framesPerSecond / (framesPerSecond - FASTEST)) == 0;
    }

    private IIOMetadata metadata(BufferedImage part, Rectangle place, boolean first) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(part), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode descriptor = child(root, "ImageDescriptor");
        descriptor.setAttribute("imageLeftPosition", Integer.toString(place.x));
        descriptor.setAttribute("imageTopPosition", Integer.toString(place.y));
        descriptor.setAttribute("interlaceFlag", "FALSE");
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("transparentColorFlag", "TRUE");
        control.setAttribute("transparentColorIndex", Integer.toString(GifChanges.TRANSPARENT));
        control.setAttribute("delayTime", Integer.toString(Math.round(100f / Math.min(FASTEST, framesPerSecond))));
        if (first) {
            root.appendChild(endlessLoop());
        }
        metadata.setFromTree(format, root);
        return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
    }

    /** Netscape's extension: block 1 has the number of rounds in two bytes, 0 for no end. */
    private static IIOMetadataNode endlessLoop() {
        IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
        extension.setAttribute("applicationID", "NETSCAPE");
        extension.setAttribute("authenticationCode", "2.0");
        extension.setUserObject(new byte[] {1, 0, 0});
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(extension);
        return extensions;
    }

    @Override
    void finish() throws IOException {
        writer.endWriteSequence();
        out.close();
        bytes.close(); // which the stream of images leaves open
        writer.dispose();
    }

    @Override
    void abandon() {
        writer.dispose();
        try {
            if (bytes != null) {
                bytes.close();
            }
        } catch (IOException e) {
            // The file goes anyway.
        }
    }
}

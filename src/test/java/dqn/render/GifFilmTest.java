package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.FailingDisk;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.lucene.tests.mockfile.LeakFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** GIFs, read again by Java's reader, which knows nothing of how they were written. */
class GifFilmTest {
    @TempDir
    private Path temporary;

    private static BufferedImage picture(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** A square that moves over a background of many colours; every third picture is as the one before. */
    private static List<BufferedImage> moving(int count) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BufferedImage picture = picture(40, 30);
            for (int pixel = 0; pixel < 40 * 30; pixel++) {
                picture.setRGB(pixel % 40, pixel / 40, (pixel % 120) * 0x020100);
            }
            int at = i - i % 3;
            for (int pixel = 0; pixel < 9; pixel++) {
                picture.setRGB(at + pixel % 3, 5 + pixel / 3, 0xff8000 + i / 3);
            }
            pictures.add(picture);
        }
        return pictures;
    }

    private Path write(String name, List<BufferedImage> pictures) {
        Path file = temporary.resolve(name);
        try (Film film = Films.begin(file, 60)) {
            pictures.forEach(film::add);
        }
        return file;
    }

    /** What a browser would show after each picture: it lays the parts over one another. */
    private static List<BufferedImage> read(Path file) throws IOException {
        List<BufferedImage> shown = new ArrayList<>();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            BufferedImage screen = picture(reader.getWidth(0), reader.getHeight(0));
            for (int i = 0; i < reader.getNumImages(true); i++) {
                Element descriptor = element(reader, i, "ImageDescriptor");
                screen.createGraphics()
                        .drawImage(
                                reader.read(i),
                                Integer.parseInt(descriptor.getAttribute("imageLeftPosition")),
                                Integer.parseInt(descriptor.getAttribute("imageTopPosition")),
                                null);
                BufferedImage copy = picture(screen.getWidth(), screen.getHeight());
                copy.setData(screen.getData());
                shown.add(copy);
            }
        }
        return shown;
    }

    private static Element element(ImageReader reader, int picture, String name) throws IOException {
        Element root = (Element) reader.getImageMetadata(picture).getAsTree("javax_imageio_gif_image_1.0");
        return (Element) root.getElementsByTagName(name).item(0);
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    /** Of 60 pictures a second the sixth, twelfth and so on are left out, 50 remain, of two hundredths of a second each. */
    @Test
    void showsTheSamePixelsAtTheSameSpeed() throws IOException {
        List<BufferedImage> pictures = moving(26);
        Path file = write("a.gif", pictures);

        List<BufferedImage> shown = read(file);
        assertThat(shown).hasSize(22);
        for (int i = 0; i < 22; i++) {
            assertThat(pixels(shown.get(i))).as("picture " + i).isEqualTo(pixels(pictures.get(i + i / 5)));
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            for (int i = 0; i < 22; i++) {
                assertThat(element(reader, i, "GraphicControlExtension").getAttribute("delayTime"))
                        .isEqualTo("2");
            }
            assertThat(element(reader, 0, "ApplicationExtension").getAttribute("applicationID"))
                    .isEqualTo("NETSCAPE");
            assertThat(element(reader, 1, "ImageDescriptor").getAttribute("imageWidth"))
                    .as("nothing has changed")
                    .isEqualTo("1");
        }
    }

    /** Six a second are 16.7 hundredths each. */
    @Test
    void aSlowGameKeepsAllPictures() throws IOException {
        Path file = temporary.resolve("a.gif");
        try (Film film = Films.begin(file, 6)) {
            moving(12).forEach(film::add);
        }
        assertThat(read(file)).hasSize(12);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            assertThat(element(reader, 5, "GraphicControlExtension").getAttribute("delayTime"))
                    .isEqualTo("17");
        }
    }

    @Test
    void theSamePicturesAreTheSameFile() {
        assertThat(write("a.gif", moving(8))).hasSameBinaryContentAs(write("b.gif", moving(8)));
    }

    /** 1,024 colours, of which a GIF can have 255 at a time: 16 levels of red and of blue would be one too many, so 8 of each stay. */
    @Test
    void tooManyColoursLoseLowBits() throws IOException {
        BufferedImage many = picture(32, 32);
        for (int i = 0; i < 1024; i++) {
            many.setRGB(i % 32, i / 32, ((i % 32 * 8) << 16) | (i / 32 * 8));
        }
        int[] shown = pixels(read(write("a.gif", List.of(many))).get(0));
        for (int i = 0; i < 1024; i++) {
            assertThat(shown[i] & 0xffffff).isEqualTo((((i % 32 * 8) & 0xe0) << 16) | ((i / 32 * 8) & 0xe0));
        }
    }

    @Test
    void withoutAPictureThereIsNoFile() {
        write("a.gif", List.of());
        assertThat(temporary).isEmptyDirectory();
    }

    /** Whatever change to the disk fails: one sentence, and nothing is left. */
    @Test
    void aDiskThatFailsIsToldOf() {
        FailingDisk disk = new FailingDisk();
        Path file = disk.on(temporary).resolve("a.gif");
        disk.fail(Integer.MAX_VALUE, Integer.MAX_VALUE);
        record(file);
        int changes = disk.mend();
        assertThat(changes).isGreaterThan(5);
        for (int i = 0; i < changes - 1; i++) { // the last one brings the folder's names to the disk, after the file
            delete(file);
            disk.fail(i, Integer.MAX_VALUE);
            assertThatThrownBy(() -> record(file))
                    .isInstanceOf(DqnException.class)
                    .hasMessageMatching("Cannot record to .*a.gif \\(.*No space left on device\\): .*\\.");
            disk.mend();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    /** The file system complains of what is still open when it is closed. */
    @Test
    void nothingStaysOpen() throws IOException {
        LeakFS watched = new LeakFS(FileSystems.getDefault());
        Path folder = watched.wrapPath(temporary);
        record(folder.resolve("whole.gif"));
        Film discarded = Films.begin(folder.resolve("discarded.gif"), 60);
        discarded.add(moving(1).get(0));
        discarded.discard();
        folder.getFileSystem().close();
        assertThat(temporary.toFile().list()).containsExactly("whole.gif");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void record(Path file) {
        try (Film film = Films.begin(file, 60)) {
            moving(3).forEach(film::add);
        }
    }

    /** The second to end finds the name taken: it replaces nothing, and what it recorded is kept. */
    @Test
    void twoOfOneNameDisturbNeitherEachOtherNorTheirFiles() throws IOException {
        Path file = temporary.resolve("same.gif");
        Film first = Films.begin(file, 60);
        Film second = Films.begin(file, 60);
        Film alone = Films.begin(temporary.resolve("alone.gif"), 60);
        for (int i = 0; i < 3; i++) {
            first.add(moving(6).get(i));
            second.add(moving(6).get(3 + i));
            alone.add(moving(6).get(3 + i));
        }
        first.close();
        byte[] published = Files.readAllBytes(file);
        alone.close();
        assertThatThrownBy(second::close)
                .isInstanceOf(DqnException.class)
                .hasMessage(file + " has come to be there while this video was made, which is kept as "
                        + temporary.resolve(".tmp-2-same.gif") + ": give it another name.");
        assertThat(file).hasBinaryContent(published);
        assertThat(temporary.resolve(".tmp-2-same.gif")).hasSameBinaryContentAs(temporary.resolve("alone.gif"));
        assertThat(temporary.resolve(".tmp-1-same.gif")).doesNotExist();
    }
}

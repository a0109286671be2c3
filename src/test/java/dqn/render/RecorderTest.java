package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final int CAPTION = 44;
    private static final int MARGIN = 10;

    /** Keeps copies. */
    private static final class Kept implements Film {
        private final List<BufferedImage> pictures = new ArrayList<>();
        private boolean open = true;

        @Override
        public void add(BufferedImage picture) {
            BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), picture.getType());
            copy.setData(picture.getData());
            pictures.add(copy);
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }

        @Override
        public void discard() {
            pictures.clear();
        }
    }

    private final Kept film = new Kept();

    private BufferedImage only() {
        assertThat(film.pictures).hasSize(1);
        return film.pictures.get(0);
    }

    private static int bright(BufferedImage picture, int fromX, int toX, int fromY, int toY) {
        int count = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                count += (picture.getRGB(x, y) & 0xff) > 0x80 ? 1 : 0;
            }
        }
        return count;
    }

    /** The console's pixels are twice as wide as high: 640 pixels are 4 to each of them, and 2 high. */
    @Test
    void enlargesByWholeNumbers() {
        for (int[] wantedAndGiven : new int[][] {{640, 640}, {500, 640}, {400, 320}, {80, 320}, {900, 960}}) {
            film.pictures.clear();
            new Recorder(film, wantedAndGiven[0], false, List.of("")).show(Frames.quarters(210, 160, 1));
            assertThat(only().getWidth()).isEqualTo(wantedAndGiven[1]);
            assertThat(only().getHeight()).isEqualTo(wantedAndGiven[1] * 210 / 320);
        }
    }

    @Test
    void isThePictureAlone() {
        new Recorder(film, 640, false, List.of("")).show(Frames.quarters(210, 160, 1, 1, 2, 3));
        assertThat(only().getRGB(319, 209)).isEqualTo(0xffff0000);
        assertThat(only().getRGB(320, 209)).isEqualTo(0xff00ff00);
        assertThat(only().getRGB(319, 210)).isEqualTo(0xff0000ff);
        assertThat(only().getRGB(639, 419)).isEqualTo(0xffffffff);
    }

    @Test
    void hasEvenSides() {
        new Recorder(film, 7, false, List.of("")).show(Frames.quarters(5, 7, 1));
        assertThat(only().getWidth()).isEqualTo(8);
        assertThat(only().getHeight()).isEqualTo(6);
    }

    @Test
    void tellsDetailsBesideThePicture() {
        new Recorder(film, 640, true, List.of("")).show(Frames.quarters(210, 160, 1, 1, 2, 3));
        assertThat(only().getWidth()).isEqualTo(640 + GamePainter.SIDE_WIDTH);
        assertThat(only().getRGB(639, 419)).isEqualTo(0xffffffff);
        assertThat(bright(only(), 640, only().getWidth(), 0, 98)).as("score").isGreaterThan(50);
    }

    @Test
    void showsGamesSideBySideUnderTheirCaptions() {
        Recorder recorder = new Recorder(film, 320, false, List.of("one", "other"));
        recorder.show(List.of(Frames.quarters(210, 160, 0), Frames.quarters(210, 160, 1)));
        BufferedImage shown = only();
        assertThat(shown.getWidth()).isEqualTo(2 * 320 + MARGIN);
        assertThat(shown.getHeight()).isEqualTo(CAPTION + 210);
        for (int left : new int[] {0, 320 + MARGIN}) {
            assertThat(shown.getRGB(left + 159, CAPTION + 104)).isEqualTo(0xffff0000);
            assertThat(shown.getRGB(left + 160, CAPTION + 105)).isEqualTo(0xffffffff);
            assertThat(bright(shown, left, left + 160, 0, CAPTION))
                    .as("caption")
                    .isGreaterThan(10);
            assertThat(bright(shown, left + 160, left + 320, 0, CAPTION))
                    .as("score")
                    .isGreaterThan(10);
        }
    }

    @Test
    void isOpenAsLongAsTheFilm() {
        Recorder recorder = new Recorder(film, 320, false, List.of(""));
        Renderer both = Renderers.both(frame -> {}, recorder);
        assertThat(both.isOpen()).isTrue();
        recorder.close();
        assertThat(film.open).isFalse();
        assertThat(both.isOpen()).isFalse();
    }
}

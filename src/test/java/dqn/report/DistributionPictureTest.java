package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

class DistributionPictureTest {
    /** Some room is the other axis's. */
    private static final int LEFT = 90;

    private static final int BOXES = 6;

    /** XChart draws no name that would reach over an edge, and says nothing. */
    @ParameterizedTest
    @ValueSource(ints = {10, 60, 120})
    void everyBoxHasItsName(int length) {
        BufferedImage picture = boxes(length);
        assertThat(IntStream.range(0, BOXES).map(box -> ink(picture, box))).allMatch(ink -> ink > length);
    }

    /** XChart moves upright names up, where the plot would hide their ends. */
    @ParameterizedTest
    @ValueSource(ints = {10, 60, 120})
    void theNamesEndBelowThePlot(int length) {
        BufferedImage picture = boxes(length);
        int besideTheNames = picture.getWidth() - 50;
        int axis = picture.getHeight() - 1;
        while (isBlank(picture, besideTheNames, axis)) {
            axis--;
        }
        int room = axis + 5; // behind its marks
        while (isBlank(picture, room)) {
            room++;
        }
        assertThat(room - axis).isBetween(10, 40);
    }

    private static boolean isBlank(BufferedImage picture, int y) {
        return IntStream.range(LEFT, picture.getWidth()).allMatch(x -> isBlank(picture, x, y));
    }

    private static boolean isBlank(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) == Color.WHITE.getRGB();
    }

    private static BufferedImage boxes(int length) {
        Map<String, ScoreSample> samples = new LinkedHashMap<>();
        for (int i = 0; i < BOXES; i++) {
            String name = i + "m".repeat(length);
            samples.put(name, new ScoreSample(name, OptionalInt.of(i), List.of(new double[] {100 * i, 300})));
        }
        Chart<?, ?> chart = DistributionPicture.of(samples, Map.of());
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Dark pixels below the plot, in a box's part of the width. */
    private static int ink(BufferedImage picture, int box) {
        int width = (picture.getWidth() - LEFT) / BOXES;
        int plot = 470;
        return (int) IntStream.range(LEFT + box * width, LEFT + (box + 1) * width)
                .mapToLong(x -> IntStream.range(plot, picture.getHeight())
                        .filter(y -> new Color(picture.getRGB(x, y)).getGreen() < 60)
                        .count())
                .sum();
    }
}

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
    /** XChart draws no name that would reach over an edge, and says nothing. */
    @ParameterizedTest
    @ValueSource(ints = {10, 60, 120})
    void everyBoxHasItsName(int length) {
        int boxes = 6;
        Map<String, ScoreSample> samples = new LinkedHashMap<>();
        for (int i = 0; i < boxes; i++) {
            String name = i + "m".repeat(length);
            samples.put(name, new ScoreSample(name, OptionalInt.of(i), List.of(new double[] {100 * i, 300})));
        }
        Chart<?, ?> chart = DistributionPicture.of(samples, Map.of());
        BufferedImage picture = BitmapEncoder.getBufferedImage(chart);
        assertThat(IntStream.range(0, boxes).map(box -> ink(picture, box, boxes)))
                .allMatch(ink -> ink > length);
    }

    /** Dark pixels below the plot, in a box's part of the width; some room is the other axis's. */
    private static int ink(BufferedImage picture, int box, int boxes) {
        int left = 60;
        int width = (picture.getWidth() - left) / boxes;
        int plot = 470;
        return (int) IntStream.range(left + box * width, left + (box + 1) * width)
                .mapToLong(x -> IntStream.range(plot, picture.getHeight())
                        .filter(y -> new Color(picture.getRGB(x, y)).getGreen() < 60)
                        .count())
                .sum();
    }
}

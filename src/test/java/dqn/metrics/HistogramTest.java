package dqn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import dqn.metrics.Histogram.Bucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    private List<Bucket> of(double... values) {
        histogram.clear();
        for (double value : values) {
            histogram.add(value);
        }
        return histogram.buckets();
    }

    @Test
    void edgesAreEvenlySpacedFromOnePowerOfTwoToTheNext() {
        assertThat(of(1)).containsExactly(new Bucket(1, 1.03125f, 1));
        assertThat(of(1.0312)).containsExactly(new Bucket(1, 1.03125f, 1));
        assertThat(of(1.03125)).containsExactly(new Bucket(1.03125f, 1.0625f, 1));
        assertThat(of(-100)).containsExactly(new Bucket(-102, -100, 1));
        assertThat(of(0.3)).containsExactly(new Bucket(0.296875f, 0.3046875f, 1));
    }

    @Test
    void whatIsNearlyZeroIsZero() {
        float edge = 1f / 16_384;
        assertThat(of(0, -0.0, 1e-9, -1e-5)).containsExactly(new Bucket(-edge, edge, 4));
        assertThat(of(edge)).containsExactly(new Bucket(edge, edge * 1.03125f, 1));
    }

    @Test
    void whatIsTooLargeIsInTheLastBucketAndWhatIsNoNumberInNone() {
        float edge = 1_048_576;
        assertThat(of(1e300, Double.POSITIVE_INFINITY, 1e6, Double.NaN))
                .containsExactly(
                        new Bucket(999_424, 1_015_808, 1),
                        new Bucket(1_015_808, edge - 16_384, 0),
                        new Bucket(edge - 16_384, edge, 2));
        assertThat(of(Double.NEGATIVE_INFINITY)).containsExactly(new Bucket(-edge, 16_384 - edge, 1));
        assertThat(of()).isEmpty();
    }

    @Test
    void bucketsWithoutValuesBetweenOthersAreOne() {
        assertThat(of(1, -1, 1, 1.04, 8))
                .containsExactly(
                        new Bucket(-1.03125f, -1, 1),
                        new Bucket(-1, 1, 0),
                        new Bucket(1, 1.03125f, 2),
                        new Bucket(1.03125f, 1.0625f, 1),
                        new Bucket(1.0625f, 8, 0),
                        new Bucket(8, 8.25f, 1));
    }

    @Test
    void everyValueIsInItsBucket() {
        RandomStream random = new RandomStream(1, "values");
        for (int i = 0; i < 10_000; i++) {
            float value = (float) ((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(9) - 3));
            Bucket bucket = of(value).get(0);
            assertThat(value).isBetween(bucket.left(), bucket.right());
            assertThat(bucket.right() - bucket.left()).isLessThanOrEqualTo(Math.max(Math.abs(value), 0.004f) / 32);
        }
    }

    @Test
    void goesOnFromWhatWasSaved() throws IOException {
        of(0.5, -3, 7);
        List<Bucket> before = new ArrayList<>(histogram.buckets());
        byte[] state = MetricSamples.saved(histogram);
        of(1);
        MetricSamples.load(histogram, state);
        assertThat(histogram.buckets()).isEqualTo(before).hasSize(5);
        state[0] = -1;
        assertThatThrownBy(() -> MetricSamples.load(histogram, state)).hasMessageContaining("values of a histogram");
    }
}

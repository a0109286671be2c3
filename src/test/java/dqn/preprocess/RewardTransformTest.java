package dqn.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.preprocess.RewardConfig.Compression;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewardTransformTest {
    @Test
    void clipsBothEnds() {
        RewardTransform transform = transform(Optional.of(new RewardConfig.Clip(-1, 1)), 1);
        assertThat(transform.apply(30)).isEqualTo(1);
        assertThat(transform.apply(-5)).isEqualTo(-1);
        assertThat(transform.apply(0)).isZero();
    }

    @Test
    void scalesBeforeItClips() {
        RewardTransform transform = transform(Optional.of(new RewardConfig.Clip(-1, 1)), 0.01);
        assertThat(transform.apply(30)).isEqualTo(0.3);
        assertThat(transform.apply(400)).isEqualTo(1);
    }

    @Test
    void leavesTheRewardRawWhereConfigured() {
        assertThat(transform(Optional.empty(), 1).apply(12_345)).isEqualTo(12_345);
        assertThat(transform(Optional.empty(), 0.01).apply(-200)).isEqualTo(-2);
    }

    @ParameterizedTest
    @CsvSource({
        "SQRT, 0, 0",
        "SQRT, 3, 1",
        "SQRT, -8, -2",
        "SQRT, 224, 14",
        "LOG, 0, 0",
        "LOG, 1, 0.6931472",
        "LOG, -200, -5.303305"
    })
    void bringsLargeRewardsCloserToSmallOnes(Compression compression, double points, double expected) {
        RewardTransform transform = new RewardTransform(new RewardConfig(Optional.empty(), 1, compression));
        assertThat(transform.apply(points)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void compressesBetweenScalingAndClipping() {
        RewardConfig.Clip clip = new RewardConfig.Clip(-1, 1.5);
        RewardTransform transform = new RewardTransform(new RewardConfig(Optional.of(clip), 3, Compression.SQRT));
        assertThat(transform.apply(1)).isEqualTo(1);
        assertThat(transform.apply(5)).isEqualTo(1.5);
    }

    private static RewardTransform transform(Optional<RewardConfig.Clip> clip, double scale) {
        return new RewardTransform(new RewardConfig(clip, scale, Compression.NONE));
    }
}

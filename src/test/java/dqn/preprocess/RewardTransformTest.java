package dqn.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    private static RewardTransform transform(Optional<RewardConfig.Clip> clip, double scale) {
        return new RewardTransform(new RewardConfig(clip, scale));
    }
}

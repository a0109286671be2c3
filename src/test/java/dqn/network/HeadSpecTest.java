package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.InvalidSetting;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Head;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HeadSpecTest {
    private static final ObservationSpec INPUT = new ObservationSpec(2, 5, 5);
    private static final HeadSpec DUELING = new HeadSpec(true, 1, false);

    private static NetworkSpec spec(HeadSpec head, int outputs, Layer... layers) {
        return new NetworkSpec(INPUT, 1, Padding.VALID, List.of(layers), outputs, Initialization.GLOROT_UNIFORM, head);
    }

    private static void assertRefused(ThrowingCallable creation, String message) {
        assertThatThrownBy(creation).isInstanceOf(InvalidSetting.class).hasMessage(message);
    }

    @Test
    void streamsNeedADenseLayer() {
        String message = "head is dueling, which needs a dense layer at the end of the layers";
        assertRefused(() -> spec(DUELING, 4), message);
        assertRefused(() -> spec(DUELING, 4, new Conv(3, 2, 1)), message);
        assertThat(spec(DUELING, 4, new Conv(3, 2, 1), new Dense(1)).head()).isEqualTo(DUELING);
    }

    @Test
    void everyActionHasAllAtoms() {
        assertRefused(() -> spec(new HeadSpec(false, 4, false), 6), "atoms must divide the 6 outputs");
        assertRefused(() -> spec(new HeadSpec(false, 12, false), 6), "atoms must divide the 6 outputs");
        assertRefused(() -> new HeadSpec(false, 0, false), "atoms must be from 1 to 10000, not 0");
        assertRefused(() -> new HeadSpec(false, 10_001, false), "atoms must be from 1 to 10000, not 10001");
        assertThat(spec(new HeadSpec(false, 3, false), 6).outputs()).isEqualTo(6);
    }

    @Test
    void theConfigurationSaysWhetherThereAreStreams() {
        assertThat(of(Head.DUELING).head()).isEqualTo(DUELING);
        assertThat(of(Head.Q).head()).isEqualTo(HeadSpec.PLAIN);
        assertThat(of(Head.Q).sameShape(of(Head.DUELING))).isFalse();
        assertThat(of(Head.DUELING).sameShape(of(Head.DUELING))).isTrue();
    }

    private static NetworkSpec of(Head head) {
        return NetworkSpec.of(
                new NetworkConfig(Padding.SAME, List.of(new Dense(3)), head, false, Initialization.PYTORCH),
                INPUT,
                1,
                4,
                1,
                false);
    }
}

package dqn.preprocess;

import static dqn.preprocess.Pictures.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ObservationSpec;
import dqn.preprocess.ObservationConfig.Before;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FrameStackTest {
    private static final ObservationSpec TWO_PIXELS = new ObservationSpec(1, 1, 2);

    @Test
    void keepsTheLastFramesOldestFirstAfterBlankOnes() {
        FrameStack stack = new FrameStack(TWO_PIXELS, 3, Before.BLANK);
        stack.reset(bytes(1, 2));
        assertThat(stack.stack()).isEqualTo(bytes(0, 0, 0, 0, 1, 2));
        stack.push(bytes(3, 4));
        stack.push(bytes(5, 6));
        stack.push(bytes(7, 8));
        assertThat(stack.stack()).isEqualTo(bytes(3, 4, 5, 6, 7, 8));
    }

    @Test
    void fillsWithTheFirstFrameWhereConfigured() {
        FrameStack stack = new FrameStack(TWO_PIXELS, 3, Before.FIRST);
        stack.push(bytes(9, 9));
        stack.reset(bytes(1, 2));
        assertThat(stack.stack()).isEqualTo(bytes(1, 2, 1, 2, 1, 2));
    }

    @Test
    void aResetLeavesNothingOfTheEpisodeBefore() {
        FrameStack stack = new FrameStack(TWO_PIXELS, 2, Before.BLANK);
        stack.reset(bytes(1, 2));
        stack.push(bytes(3, 4));
        stack.reset(bytes(5, 6));
        assertThat(stack.stack()).isEqualTo(bytes(0, 0, 5, 6));
    }

    @Test
    void oneFrameIsItsOwnStack() {
        FrameStack stack = new FrameStack(TWO_PIXELS, 1, Before.BLANK);
        stack.reset(bytes(1, 2));
        stack.push(bytes(3, 4));
        assertThat(stack.stack()).isEqualTo(bytes(3, 4));
    }

    @Test
    void goesOnAfterARestoreAsIfNothingHadHappened() throws IOException {
        FrameStack saved = new FrameStack(TWO_PIXELS, 3, Before.BLANK);
        saved.reset(bytes(1, 2));
        saved.push(bytes(3, 4));
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        saved.save(new DataOutputStream(state));
        FrameStack restored = new FrameStack(TWO_PIXELS, 3, Before.BLANK);
        restored.load(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        restored.push(bytes(5, 6));
        assertThat(restored.stack()).isEqualTo(bytes(1, 2, 3, 4, 5, 6));
    }

    @Test
    void refusesTheStateOfAnotherShape() throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        new FrameStack(TWO_PIXELS, 3, Before.BLANK).save(new DataOutputStream(state));
        FrameStack other = new FrameStack(TWO_PIXELS, 2, Before.BLANK);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
        assertThatThrownBy(() -> other.load(in)).isInstanceOf(IOException.class).hasMessageContaining("6 bytes");
    }
}

package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.render.Films;
import dqn.render.Recorder;
import dqn.render.RenderedFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where something else than the recording fails, such as the game or the window. */
class UnfinishedRecordingTest {
    @TempDir
    private Path temporary;

    private Recording begin(String name) {
        Recorder recorder = new Recorder(Films.begin(temporary.resolve(name), 60), 320, false, List.of(""));
        Recording recording = new Recording(Optional.of(recorder), () -> {});
        recording.show(new RenderedFrame(
                new byte[210 * 160 * 3], 210, 160, RenderedFrame.NO_ACTION, List.of(), new float[0], 0, 1, 0));
        return recording;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gif", "a.mp4"})
    void leavesNoFileAfterAnError(String name) {
        assertThatThrownBy(() -> {
                    try (Recording recording = begin(name)) {
                        assertThat(recording.isOpen()).isTrue();
                        throw new IllegalStateException("the game");
                    }
                })
                .hasMessage("the game");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void isThereOnceItIsFinishedWhateverFailsThen() throws IOException {
        assertThatThrownBy(() -> {
                    try (Recording recording = begin("a.gif")) {
                        assertThat(recording.finish()).isZero();
                        assertThat(recording.finish()).isZero();
                        throw new IllegalStateException("a later game");
                    }
                })
                .hasMessage("a later game");
        assertThat(RunOnDisk.names(temporary)).containsExactly("a.gif");
    }

    @Test
    void looksOnlyWhileItRecords() {
        try (Recording none = new Recording(Optional.empty(), () -> {});
                Recording recording = begin("a.gif")) {
            assertThat(none.isOpen()).isTrue();
            assertThat(none.isLooking()).isFalse();
            assertThat(recording.isLooking()).isTrue();
            recording.finish();
            assertThat(recording.isLooking()).isFalse();
        }
    }
}

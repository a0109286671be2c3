package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.core.DqnException;
import java.awt.GraphicsEnvironment;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class RenderersTest {
    private static Renderer open(RenderMode mode, boolean interactive) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Terminal terminal = new Terminal(nowhere, interactive, () -> new TerminalSize(80, 24));
        return Renderers.open(mode, terminal, "a game", 500, 60);
    }

    @Test
    void withoutADisplay() {
        assumeTrue(GraphicsEnvironment.isHeadless(), "there is a display");
        assertThatThrownBy(() -> open(RenderMode.WINDOW, true))
                .isInstanceOf(DqnException.class)
                .hasMessage("Cannot open a window (there is no display):"
                        + " use --render=terminal or --render=none instead.");
        assertThatThrownBy(() -> open(RenderMode.AUTO, false))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("neither a display nor a terminal");
        try (Renderer renderer = open(RenderMode.AUTO, true)) {
            assertThat(renderer).isInstanceOf(TerminalRenderer.class);
        }
    }

    @Test
    void noTerminalIsWrittenToThatIsNone() {
        assertThatThrownBy(() -> open(RenderMode.TERMINAL, false))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("--render=terminal needs a terminal");
    }

    @Test
    void noneShowsNothing() {
        try (Renderer renderer = open(RenderMode.NONE, false)) {
            renderer.show(Frames.quarters(2, 2, 0));
            assertThat(renderer.isOpen()).isTrue();
        }
    }

    @Test
    void framesAreWhatTheySay() {
        assertThatThrownBy(() -> new RenderedFrame(new byte[5], 1, 2, 0, Frames.ACTIONS, new float[0], 0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RenderedFrame(new byte[6], 1, 2, 0, Frames.ACTIONS, new float[2], 0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyLooksWhereNothingIsShown() {
        try (Renderer none = open(RenderMode.NONE, false)) {
            assertThat(none.isLooking()).isFalse();
            assertThat(Renderers.both(none, none).isLooking()).isFalse();
            assertThat(Renderers.both(none, frame -> {}).isLooking()).isTrue();
        }
    }
}

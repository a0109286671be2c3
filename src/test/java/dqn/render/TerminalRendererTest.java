package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalRendererTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private TerminalSize size = new TerminalSize(8, 4);

    private TerminalRenderer open() {
        PrintStream terminal = new PrintStream(written, false, StandardCharsets.UTF_8);
        return new TerminalRenderer(terminal, () -> size, new FramePacer(Double.POSITIVE_INFINITY));
    }

    private String taken() {
        String text = written.toString(StandardCharsets.UTF_8).replace("\u001b", "~");
        written.reset();
        return text;
    }

    @Test
    void drawsHalfBlocksAndLeavesTheTerminalAsItWas() {
        TerminalRenderer renderer = open();
        renderer.show(Frames.quarters(4, 4, 1));
        assertThat(taken())
                .isEqualTo(
                        "~[?1049h~[?25l" // the second screen, no cursor
                                + "~[2J"
                                + "~[1;1H~[38;2;255;0;0m~[48;2;255;0;0m\u2580\u2580~[38;2;0;255;0m~[48;2;0;255;0m\u2580\u2580~[0m"
                                + "~[2;1H~[38;2;0;0;255m~[48;2;0;0;255m\u2580\u2580"
                                + "~[38;2;255;255;255m~[48;2;255;255;255m\u2580\u2580~[0m"
                                + "~[3;1HFIRE  sc~[K~[4;1H~[K");
        renderer.show(Frames.quarters(2, 2, 1));
        assertThat(taken()).as("the next frame is drawn over this one").doesNotContain("~[2J");
        renderer.close();
        renderer.close();
        assertThat(taken()).isEqualTo("~[0m~[?25h~[?1049l");
        assertThat(renderer.isOpen()).isFalse();
        renderer.show(Frames.quarters(2, 2, 1));
        assertThat(taken()).isEmpty();
    }

    @Test
    void clearsOnceAfterTheTerminalWasResized() {
        try (TerminalRenderer renderer = open()) {
            renderer.show(Frames.quarters(4, 4, 1));
            taken();
            size = new TerminalSize(100, 30);
            renderer.show(Frames.quarters(4, 4, 2, 1.5f, -0.25f, 2));
            assertThat(taken())
                    .contains("~[2J", "~[1;63Hscore   120~[K", "~[3;63Haction  RIGHT~[K")
                    .contains("  NOOP          \u2586\u2586\u2586\u2586\u2586\u2586     1.500~[K")
                    .contains("\u25b6 RIGHT         \u2586\u2586\u2586\u2586\u2586\u2586\u2586\u2586   2.000~[K");
        }
    }

    @Test
    void noticesThatTheTerminalWentAway() {
        PrintStream broken = new PrintStream(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("gone");
            }
        });
        try (TerminalRenderer renderer =
                new TerminalRenderer(broken, () -> size, new FramePacer(Double.POSITIVE_INFINITY))) {
            renderer.show(Frames.quarters(2, 2, RenderedFrame.NO_ACTION));
            assertThat(renderer.isOpen()).isFalse();
        }
    }

    @Test
    void anAtarisPixelsAreTwiceAsWide() {
        double aspect = Frames.quarters(210, 160, 0).aspect();
        TerminalLayout wide = TerminalLayout.of(new TerminalSize(200, 50), aspect);
        assertThat(wide).isEqualTo(new TerminalLayout(152, 50, 155, 1, 46, 50));
        TerminalLayout narrow = TerminalLayout.of(new TerminalSize(60, 40), aspect);
        assertThat(narrow).isEqualTo(new TerminalLayout(60, 20, 1, 21, 60, 20));
    }

    @Test
    void understandsSttyOrElseTheEnvironment() {
        TerminalSizeSource source = new TerminalSizeSource(Map.of("COLUMNS", "132", "LINES", "many"));
        assertThat(source.parse("50 200\n")).isEqualTo(new TerminalSize(200, 50));
        assertThat(source.parse("0 0\n")).isEqualTo(new TerminalSize(132, 24));
        assertThat(source.parse("")).isEqualTo(new TerminalSize(132, 24));
        assertThat(new TerminalSizeSource(Map.of()).parse("stty: bad")).isEqualTo(new TerminalSize(80, 24));
    }
}

package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import dqn.report.ReportRuns;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    @TempDir
    private Path temporary;

    @Test
    void servesUntilItIsStopped() throws Exception {
        ReportRuns.write(temporary.resolve("runs/a"), 0, "game=pong");
        List<String> arguments = List.of("watch", temporary.resolve("runs").toString(), "--port", "0");
        try (TrainingProcess watching = TrainingProcess.start(temporary.resolve("out"), arguments)) {
            HttpURLConnection page =
                    (HttpURLConnection) awaitPage(watching).toURL().openConnection();
            assertThat(page.getResponseCode()).isEqualTo(200);
            watching.terminate();
            assertThat(watching.exitCode()).isEqualTo(143);
        }
    }

    /** With one second in the place of ten: somebody who begins a request, and says no more. */
    @Test
    @Timeout(120)
    void endsRequestsThatDoNotComeInTime() throws Exception {
        ReportRuns.write(temporary.resolve("a"), 0, "game=pong");
        try (TrainingProcess watching = TrainingProcess.start(
                temporary.resolve("out"),
                List.of("-Dsun.net.httpserver.maxReqTime=1"),
                List.of("watch", temporary.toString(), "--port", "0"))) {
            URI page = awaitPage(watching);
            try (Socket socket = new Socket(page.getHost(), page.getPort())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    private static URI awaitPage(TrainingProcess watching) throws Exception {
        while (watching.page().isEmpty()) {
            assertThat(watching.hasEnded()).as(watching.lastLine()).isFalse();
            Thread.sleep(20);
        }
        return URI.create(watching.page().get());
    }

    @Test
    void refusesWhatLeadsToNoRun() throws IOException {
        Result missing = CommandLines.run("watch", temporary.resolve("none").toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .startsWith("dqn: There is no " + temporary.resolve("none"))
                .hasLineCount(1);
        Path run = ReportRuns.write(temporary.resolve("a"), 0, "game=pong");
        Result part = CommandLines.run("watch", run.resolve("metrics.csv").toString());
        assertThat(part.err())
                .contains("is only a part of a run: name the run, ")
                .hasLineCount(1);
        Result bind = CommandLines.run("watch", temporary.toString(), "--bind", "");
        assertThat(bind.exitCode()).isEqualTo(2);
        assertThat(bind.err()).contains("--bind must be an address of this computer");
        Result port = CommandLines.run("watch", temporary.toString(), "--port", "x");
        assertThat(port.exitCode()).isEqualTo(2);
        assertThat(port.err()).contains("--port must be a port from 0 to 65535");
    }
}

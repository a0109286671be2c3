package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.env.ale.RomCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --live} does to a training: nothing. */
class LiveTrainingTest {
    private static final String[] LENGTH = {"--frames", "16000", "--threads", "2"};

    @TempDir
    private Path temporary;

    private static String[] tiny(Path run, String... more) {
        return CommandLines.tiny(RomCatalog.OWN_GAME, run, more);
    }

    private static String[] with(String[] first, String... second) {
        return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({"false, q", "true, dueling"})
    void theBitsAreThoseOfATrainingThatNobodyWatches(String pipeline, String head) throws Exception {
        String[] kind = {
            "--set",
            "compute.pipeline=" + pipeline,
            "--set",
            "network.head=" + head,
            "--set",
            "network.noisy=" + head.equals("dueling")
        };
        Path plain = temporary.resolve("plain");
        assertThat(CommandLines.run(tiny(plain, with(LENGTH, kind))).exitCode()).isZero();

        Path watched = temporary.resolve("watched");
        List<String> arguments = List.of(tiny(watched, with(with(LENGTH, kind), "--live", "0")));
        try (TrainingProcess training = TrainingProcess.start(temporary.resolve("log"), arguments)) {
            List<String> seen = watch(training);
            assertThat(training.exitCode()).as(training.lastLine()).isZero();
            assertThat(seen).contains("event: runs", "event: curves", "event: screen", "event: end");
        }
        assertThat(new RunOnDisk(watched).results()).isEqualTo(new RunOnDisk(plain).results());
    }

    /** Reads all events until the training ends. */
    private static List<String> watch(TrainingProcess training) throws Exception {
        Optional<String> page = training.page();
        while (page.isEmpty()) {
            assertThat(training.hasEnded()).as(training.lastLine()).isFalse();
            Thread.sleep(10);
            page = training.page();
        }
        URI url = URI.create(page.get());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> line.startsWith("event: "))
                    .distinct()
                    .toList();
        }
    }

    @Test
    void aSecretStaysOutOfTheRunsLog() throws IOException {
        Path run = temporary.resolve("run");
        CommandLines.Result result =
                CommandLines.run(tiny(run, "--frames", "400", "--live", "0", "--bind", "127.0.0.1"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).hasLineCount(1).startsWith(RomCatalog.OWN_GAME + ": ");
        assertThat(result.log()).containsPattern("Watch it at http://127.0.0.1:[0-9]+/[A-Za-z0-9_-]{22}/");
        assertThat(Files.readString(run.resolve("train.log")))
                .doesNotContain("http://")
                .contains("Training " + RomCatalog.OWN_GAME);
    }

    @Test
    void refusesBeforeItBegins() throws IOException {
        Path run = temporary.resolve("run");
        for (String[] wrong :
                new String[][] {{"--live=70000"}, {"--live=x"}, {"--bind", "127.0.0.1"}, {"--live", "-1"}}) {
            CommandLines.Result result = CommandLines.run(tiny(run, with(LENGTH, wrong)));
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).startsWith("dqn: ").hasLineCount(2);
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLines.Result result = CommandLines.run(tiny(run, with(LENGTH, "--live=" + taken.getLocalPort())));
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("dqn: Nobody can listen on port " + taken.getLocalPort())
                    .hasLineCount(1);
        }
        assertThat(run).doesNotExist();
    }
}

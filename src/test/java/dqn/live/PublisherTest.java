package dqn.live;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.Logged;
import dqn.live.Board.Message;
import dqn.report.ReportRuns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PublisherTest {
    @TempDir
    private Path folder;

    private final Board board = new Board();

    @BeforeEach
    void write() throws Exception {
        ReportRuns.write(folder.resolve("a"), 0, "game=pong");
    }

    private Publisher publisher(InstantSource clock, BooleanSupplier watched) {
        return new Publisher(board, new WatchedRuns(List.of(folder), clock), new ScreenSlot(watched), watched);
    }

    /** The newest message of a kind, once there is one like this. */
    private void await(String kind, String text) throws InterruptedException {
        long seen = 0;
        while (true) {
            for (Message message : board.after(seen, Duration.ofSeconds(10))) {
                seen = message.number();
                String data = new String(message.data(), StandardCharsets.UTF_8);
                if (message.kind().equals(kind) && data.contains(text)) {
                    return;
                }
            }
        }
    }

    /** The clock stands for anything that throws anything, here when the curves are on the board already. */
    @Test
    void goesOnAfterWhateverFails() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        InstantSource failing = () -> {
            if (asked.incrementAndGet() == 1) {
                throw new OutOfMemoryError("none left");
            }
            return InstantSource.system().instant();
        };
        try (Logged log = new Logged(Publisher.class);
                Publisher publisher = publisher(failing, () -> true)) {
            publisher.wake();
            await("problem", "true");
            await("runs", "\"a\"");
            await("problem", "false");
            assertThat(log.lines())
                    .containsExactly("The page cannot be brought up to date (java.lang.OutOfMemoryError: none left),"
                            + " which is tried again; '--verbose' shows where");
        }
    }

    @Test
    void readsNothingAtTheEndWhereNobodyLooks() throws Exception {
        publisher(InstantSource.system(), () -> false).end(Map.of("summary", "done"));
        assertThat(board.after(0, Duration.ZERO).stream().map(Message::kind)).containsExactly("end");
    }

    @Test
    void showsTheLastStateAtTheEnd() throws Exception {
        publisher(InstantSource.system(), () -> true).end(Map.of("summary", "done"));
        assertThat(board.after(0, Duration.ZERO).stream().map(Message::kind))
                .containsExactly("curves", "runs", "problem", "end");
    }
}

package dqn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoardTest {
    private final Board board = new Board();

    private void post(String kind, String text) {
        board.post(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> after(long number) throws InterruptedException {
        return board.after(number, Duration.ZERO).stream()
                .map(message -> message.number() + " " + message.kind() + " "
                        + new String(message.data(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void keepsTheNewestOfEachKind() throws InterruptedException {
        post("runs", "a");
        post("screen", "1");
        post("screen", "2");
        post("runs", "a"); // says the same
        post("screen", "3");
        assertThat(after(0)).containsExactly("1 runs a", "4 screen 3");
        assertThat(after(1)).containsExactly("4 screen 3");
        assertThat(after(4)).isEmpty();
        post("runs", "b");
        assertThat(after(0)).containsExactly("4 screen 3", "5 runs b");
    }

    @Test
    void wakesWhoWaits() throws Exception {
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return board.after(0, Duration.ofMinutes(1)).size();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        post("runs", "a");
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        board.close();
        assertThat(board.after(1, Duration.ofMinutes(1))).isEmpty();
        assertThat(board.isClosed()).isTrue();
    }
}

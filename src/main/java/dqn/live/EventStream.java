package dqn.live;

import com.sun.net.httpserver.HttpExchange;
import dqn.live.Board.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Sends the messages of a board to browsers as server-sent events, each of them on the thread that its request came on.
 * One that does not take a message in time is let go; its page asks again by itself.
 */
final class EventStream {
    /** Open pages at once; each keeps a thread. */
    static final int MOST_READERS = 8;

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final byte[] ALIVE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Board board;
    private final Deadline deadline;
    private final Semaphore places = new Semaphore(MOST_READERS);

    /** Of a board, to browsers that read in time. */
    EventStream(Board board, Deadline deadline) {
        this.board = board;
        this.deadline = deadline;
    }

    /** Takes a reader's place, if there is one; {@link #leave} gives it back. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Whether anybody reads. */
    boolean hasReaders() {
        return places.availablePermits() < MOST_READERS;
    }

    /** Sends until the board is closed or the browser gone, to one that has a place. */
    void send(HttpExchange exchange) throws IOException {
        deadline.within(() -> exchange.sendResponseHeaders(200, 0));
        OutputStream out = exchange.getResponseBody();
        long seen = 0;
        List<Message> news = next(seen);
        while (!(news.isEmpty() && board.isClosed())) {
            deadline.write(out, text(news));
            deadline.within(out::flush);
            seen = news.isEmpty() ? seen : news.get(news.size() - 1).number();
            news = next(seen);
        }
    }

    private List<Message> next(long seen) throws IOException {
        try {
            return board.after(seen, HEARTBEAT);
        } catch (InterruptedException e) {
            throw new IOException("the server stops", e);
        }
    }

    /** The messages' data are JSON on one line. */
    private static byte[] text(List<Message> news) throws IOException {
        if (news.isEmpty()) {
            return ALIVE;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Message message : news) {
            text.write(("event: " + message.kind() + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
            text.write(message.data());
            text.write("\n\n".getBytes(StandardCharsets.US_ASCII));
        }
        return text.toByteArray();
    }
}

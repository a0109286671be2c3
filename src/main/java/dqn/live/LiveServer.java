package dqn.live;

import com.sun.net.httpserver.HttpServer;
import dqn.core.DqnException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page on which runs are watched. All it knows it reads from the runs' files, but for the screen that a training
 * in the same process may leave in its {@link #screens slot}: so it can hold up no training, whatever browsers do.
 */
public final class LiveServer implements AutoCloseable {
    /** Where the page is unless told otherwise. */
    public static final int PORT = 8090;

    /** Beside the readers of events: these are done at once, or at their deadline. */
    private static final int SHORT_REQUESTS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static {
        // What Java's server reads once, when it is first used. Each of these is unlimited, or nearly so, otherwise.
        limit("sun.net.httpserver.maxReqTime", "10"); // seconds in which a request must have come
        limit("sun.net.httpserver.maxReqHeaders", "50");
        limit("sun.net.httpserver.maxReqHeaderSize", "16384"); // since Java 17.0.13; before, only by the time
        limit("jdk.httpserver.maxConnections", "64");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Unless whoever started Java has chosen another. */
    private static void limit(String property, String value) {
        System.getProperties().putIfAbsent(property, value);
    }

    private final LiveAddress address;
    private final HttpServer server;
    private final Board board = new Board();
    private final Deadline deadline;
    private final EventStream events;
    private final ScreenSlot screens;
    private final ThreadPoolExecutor threads;
    private Optional<Publisher> publisher = Optional.empty();

    /**
     * Takes the port, and answers nothing yet.
     *
     * @param bind the interface to serve on, by name or address; without one only this computer reaches the page. With
     *     one, requests must begin with a random token, which {@link #url} has
     * @param port 0 for any free one; without one {@link #PORT}, or if that is taken any
     * @throws DqnException if the port is taken, or there is no such interface
     */
    public LiveServer(Optional<String> bind, OptionalInt port) {
        this(bind, port, PATIENCE);
    }

    LiveServer(Optional<String> bind, OptionalInt port, Duration patience) {
        address = LiveAddress.of(bind);
        server = open(address, port);
        deadline = new Deadline(patience);
        events = new EventStream(board, deadline);
        screens = new ScreenSlot(events::hasReaders);
        int most = EventStream.MOST_READERS + SHORT_REQUESTS;
        threads = new ThreadPoolExecutor(
                most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Daemons.named("dqn-live"));
        threads.allowCoreThreadTimeOut(true);
        Access access = new Access(address.hosts(), address.prefix());
        server.createContext("/", new Site(access, events, deadline, () -> publisher.ifPresent(Publisher::wake)));
        server.setExecutor(threads);
    }

    private static HttpServer open(LiveAddress address, OptionalInt port) {
        try {
            return HttpServer.create(new InetSocketAddress(address.address(), port.orElse(PORT)), 0);
        } catch (BindException e) {
            address.requireOwn();
            if (port.isEmpty()) {
                return open(address, OptionalInt.of(0));
            }
            throw new DqnException(
                    "Nobody can listen on port " + port.getAsInt() + " of " + address.bind() + " (" + e.getMessage()
                            + "): choose another port, 0 for any that is free.",
                    e);
        } catch (IOException e) {
            throw new DqnException(
                    "No page can be served on " + address.bind() + " (" + e.getMessage() + "): choose another --bind.",
                    e);
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** What to open in a browser. A token in it is the only key: it belongs in no file. */
    public String url() {
        return address.url(port());
    }

    /** Where a training in this process leaves its screen. */
    public ScreenSlot screens() {
        return screens;
    }

    /** Begins to answer, about the runs under these paths. */
    public void start(List<Path> paths) {
        publisher = Optional.of(new Publisher(board, paths, screens, events::hasReaders));
        server.start();
    }

    /**
     * Tells those who watch that the training of this process has ended; nothing comes after that.
     *
     * @param summary in one sentence
     */
    public void end(String summary) {
        publisher.ifPresent(active -> active.end(Map.of("summary", summary)));
    }

    /** Sends what is on the board still, for a second at most, and lets go of everything. */
    @Override
    public void close() {
        publisher.ifPresent(Publisher::close);
        board.close();
        server.stop(events.hasReaders() ? 1 : 0);
        threads.shutdownNow();
        deadline.close();
    }
}

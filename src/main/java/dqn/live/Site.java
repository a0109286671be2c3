package dqn.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dqn.live.Access.Refusal;
import dqn.live.Assets.Asset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers requests: with the page's own files, with the stream of events, and with nothing else. */
final class Site implements HttpHandler {
    private static final String EVENTS = "events";
    /** The page may load what is served here, and styles that Plotly makes; and nobody may show it in a frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Access access;
    private final EventStream events;
    private final Deadline deadline;
    private final Runnable arrival;
    private final Assets assets = new Assets();

    /**
     * Answers.
     *
     * @param arrival called when somebody begins to read events
     */
    Site(Access access, EventStream events, Deadline deadline, Runnable arrival) {
        this.access = access;
        this.events = events;
        this.deadline = deadline;
        this.arrival = arrival;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        secure(exchange.getResponseHeaders());
        Optional<Refusal> refusal = access.refusal(exchange);
        String route = refusal.isPresent() ? "" : access.route(exchange);
        try {
            if (refusal.isPresent()) {
                refuse(exchange, refusal.get());
            } else if (route.equals(EVENTS) && exchange.getRequestMethod().equals("GET")) {
                stream(exchange);
            } else {
                answer(exchange, assets.at(route));
            }
        } finally {
            deadline.within(exchange::close);
        }
    }

    private static void secure(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        if (refusal.status() == 405) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        exchange.getResponseHeaders().set("Connection", "close");
        byte[] text = (refusal.reason() + "\n").getBytes(StandardCharsets.UTF_8);
        write(exchange, refusal.status(), "text/plain; charset=utf-8", text);
    }

    private void answer(HttpExchange exchange, Optional<Asset> asset) throws IOException {
        if (asset.isEmpty()) {
            refuse(exchange, Access.NOT_FOUND);
            return;
        }
        if (asset.get().gzip()) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("Cache-Control", "private, max-age=3600");
        }
        write(exchange, 200, asset.get().type(), asset.get().bytes());
    }

    private void write(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        deadline.within(() -> exchange.sendResponseHeaders(status, head ? -1 : content.length));
        if (!head) {
            deadline.write(exchange.getResponseBody(), content);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (!events.enter()) {
            refuse(exchange, new Refusal(503, "Too many pages are open: close one and load this again."));
            return;
        }
        try {
            arrival.run();
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            events.send(exchange);
        } finally {
            events.leave();
        }
    }
}

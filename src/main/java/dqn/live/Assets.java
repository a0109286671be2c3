package dqn.live;

import dqn.report.PageParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files that the page is made of: these and no others, all out of the program itself. */
final class Assets {
    /**
     * One of them.
     *
     * @param type for the browser
     * @param bytes its content
     * @param gzip whether that is compressed
     */
    record Asset(String type, byte[] bytes, boolean gzip) {}

    private interface Content {
        Asset read() throws IOException;

        /** All are in the program: whoever has it can read them. */
        default Asset get() {
            try {
                return read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final Map<String, Content> ALL = Map.of(
            "", () -> own("live.html", "text/html"),
            "live.css", () -> own("live.css", "text/css"),
            "live.js", () -> own("live.js", "text/javascript"),
            "screen.js", () -> own("screen.js", "text/javascript"),
            "report.css", () -> shared("report.css", "text/css"),
            "charts.js", () -> shared("charts.js", "text/javascript"),
            "elements.js", () -> shared("elements.js", "text/javascript"),
            "plotly.js", () -> new Asset("text/javascript; charset=utf-8", PageParts.plotly(), true));

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    private static Asset own(String name, String type) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            return text(type, in.readAllBytes());
        }
    }

    /** With the page of a report. */
    private static Asset shared(String name, String type) throws IOException {
        return text(type, PageParts.text(name).getBytes(StandardCharsets.UTF_8));
    }

    private static Asset text(String type, byte[] bytes) {
        return new Asset(type + "; charset=utf-8", bytes, false);
    }

    /** The one at a place of the page; made once, since compressing takes a second. */
    Optional<Asset> at(String route) {
        return Optional.ofNullable(ALL.get(route)).map(content -> read.computeIfAbsent(route, name -> content.get()));
    }
}

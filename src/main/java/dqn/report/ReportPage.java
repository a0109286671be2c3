package dqn.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * One HTML file with everything in it: the data, and Plotly. A page that somebody mails or puts on a server is then whole,
 * and compressed Plotly takes 3 MB of it instead of 11; browsers since 2023 unpack it themselves. The page forbids itself
 * any request.
 *
 * @param document what it shows
 */
record ReportPage(ReportDocument document) {
    private static final String PLOTLY = "/META-INF/resources/webjars/plotly.js-dist/3.3.1/plotly.js";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    void write(Path file) throws IOException {
        Map<String, String> parts = Map.of(
                "style", text("report.css"),
                "data", json(),
                "plotly", Base64.getEncoder().encodeToString(compressed(bytes(PLOTLY))),
                "charts", text("charts.js"),
                "page", text("page.js"));
        String html = PLACE.matcher(text("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
        Files.writeString(file, html);
    }

    /** What it holds, names among it, cannot end the element that it stands in. */
    private String json() {
        return new JsonMapper().writeValueAsString(document.toMap()).replace("<", "\\u003c");
    }

    private static String text(String resource) throws IOException {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}

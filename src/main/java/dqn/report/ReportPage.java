package dqn.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * One HTML file with everything in it: the data, and Plotly. A page that somebody mails or puts on a server is then whole,
 * and compressed Plotly takes 3 MB of it instead of 11; browsers since 2023 unpack it themselves. The page forbids itself
 * any request.
 *
 * @param document what it shows
 */
record ReportPage(ReportDocument document) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    void write(Path file) throws IOException {
        Map<String, String> parts = Map.of(
                "style", PageParts.text("report.css"),
                "data", json(),
                "plotly", Base64.getEncoder().encodeToString(PageParts.plotly()),
                "charts", PageParts.text("charts.js"),
                "elements", PageParts.text("elements.js"),
                "page", PageParts.text("page.js"));
        String html = PLACE.matcher(PageParts.text("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
        Files.write(file, html.getBytes(StandardCharsets.UTF_8)); // half a character in a name becomes a question mark
    }

    /** What it holds, names among it, cannot end the element that it stands in. */
    private String json() {
        return new JsonMapper().writeValueAsString(document.toMap()).replace("<", "\\u003c");
    }
}

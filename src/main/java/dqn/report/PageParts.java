package dqn.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The files that pages with charts are made of. */
public final class PageParts {
    private static final String PLOTLY = "/META-INF/resources/webjars/plotly.js-dist/3.3.1/plotly.js";

    private PageParts() {}

    /** A file beside this class, such as {@code charts.js}. */
    public static String text(String resource) throws IOException {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    /** Plotly, which draws the charts, compressed by gzip: 3 MB instead of 11. */
    public static byte[] plotly() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(PLOTLY));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = PageParts.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }
}

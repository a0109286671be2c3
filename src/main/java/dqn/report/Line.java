package dqn.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A line of a file.
 *
 * @param text without its end; of a line that is too long for any table, the beginning
 * @param byteCount how long it is in the file, its end included
 * @param whole whether it has an end
 */
record Line(String text, long byteCount, boolean whole) {
    private static final int LONGEST = 4_096;

    /** The next one; behind the last, one of no bytes. */
    static Line read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long bytes = 0;
        int next = in.read();
        for (; next >= 0 && next != '\n'; next = in.read()) {
            bytes++;
            if (line.size() < LONGEST && next != '\r') {
                line.write(next);
            }
        }
        boolean whole = next == '\n';
        return new Line(line.toString(StandardCharsets.ISO_8859_1), whole ? bytes + 1 : bytes, whole);
    }

    /** Whether there is anything, and, if only whole lines are wanted, its end too. */
    boolean isUsable(boolean wholeOnly) {
        return wholeOnly ? whole : byteCount > 0;
    }
}

package dqn.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of the mutations, by target. */
final class Tally {
    private static final class Row {
        private int taken;
        private int refused;
        private int failed;
        private long slowestNanos;
        private long nanos;
    }

    private final Map<String, Row> rows = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    synchronized void add(String target, boolean taken, long nanos) {
        Row row = row(target, nanos);
        if (taken) {
            row.taken++;
        } else {
            row.refused++;
        }
    }

    /** @param finding what it was, with the numbers that give it again */
    synchronized void fail(String target, long nanos, String finding) {
        row(target, nanos).failed++;
        findings.add(finding);
        System.out.println(finding);
    }

    private Row row(String target, long nanos) {
        Row row = rows.computeIfAbsent(target, name -> new Row());
        row.nanos += nanos;
        row.slowestNanos = Math.max(row.slowestNanos, nanos);
        return row;
    }

    synchronized List<String> findings() {
        return List.copyOf(findings);
    }

    @Override
    public synchronized String toString() {
        StringBuilder table =
                new StringBuilder("target                        taken refused failed  mean ms slowest ms\n");
        int count = 0;
        for (Map.Entry<String, Row> entry : rows.entrySet()) {
            Row row = entry.getValue();
            int all = row.taken + row.refused + row.failed;
            count += all;
            table.append(String.format(
                    Locale.ROOT,
                    "%-28s %6d %7d %6d %8.1f %10.0f%n",
                    entry.getKey(),
                    row.taken,
                    row.refused,
                    row.failed,
                    row.nanos / 1e6 / all,
                    row.slowestNanos / 1e6));
        }
        return table.append(count)
                .append(" mutations, ")
                .append(findings.size())
                .append(" findings")
                .toString();
    }
}

package dqn.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of a table, of which the most are good whose step counts, their first numbers, never go back. */
final class OrderedRows {
    private record Row(long lineNumber, double[] values) {
        double steps() {
            return values[0];
        }
    }

    private final List<Row> read = new ArrayList<>();
    /** The good ones of those that have been looked at. */
    private List<Row> good = new ArrayList<>();

    private int lookedAt;
    private long firstLeftOutLine = Long.MAX_VALUE;

    /** Takes in the next row, to be looked at by {@link #order}. */
    void add(long lineNumber, double[] values) {
        read.add(new Row(lineNumber, values));
    }

    /** Finds the good rows among all that were added. */
    void order() {
        List<Row> fresh = read.subList(lookedAt, read.size());
        if (goesOnWith(fresh)) {
            good.addAll(fresh);
        } else {
            leaveOutLeaps();
        }
        lookedAt = read.size();
    }

    /** Whether these continue the good rows: then they and those are again the most in order, without a search. */
    private boolean goesOnWith(List<Row> fresh) {
        double last = good.isEmpty() ? 0 : good.get(good.size() - 1).steps();
        for (Row row : fresh) {
            if (row.steps() < last) {
                return false;
            }
            last = row.steps();
        }
        return true;
    }

    private void leaveOutLeaps() {
        BitSet kept = LongestOrder.of(read.stream().mapToDouble(Row::steps).toArray());
        good = kept.stream().mapToObj(read::get).collect(Collectors.toCollection(ArrayList::new));
        int leap = kept.nextClearBit(0);
        firstLeftOutLine = leap < read.size() ? read.get(leap).lineNumber() : Long.MAX_VALUE;
    }

    /** Forgets all rows. */
    void clear() {
        read.clear();
        good.clear();
        lookedAt = 0;
        firstLeftOutLine = Long.MAX_VALUE;
    }

    /** Number of rows that were added. */
    int readCount() {
        return read.size();
    }

    /** Number of good rows. */
    int size() {
        return good.size();
    }

    boolean isEmpty() {
        return good.isEmpty();
    }

    /** The numbers of a good row. */
    double[] get(int row) {
        return good.get(row).values();
    }

    /** Number of rows that are not good. */
    int leftOutCount() {
        return read.size() - good.size();
    }

    /** The line of the first of them; {@link Long#MAX_VALUE} if there is none. */
    long firstLeftOutLine() {
        return firstLeftOutLine;
    }
}

package dqn.report;

import java.util.BitSet;

/** Of numbers the most that stand in order, found by patience sorting (Fredman 1975): n log n steps. */
final class LongestOrder {
    private LongestOrder() {}

    /** The places of the longest subsequence that never goes back. */
    static BitSet of(double[] numbers) {
        // Of the subsequences of length 1, 2, ... the last place, that with the least number.
        int[] ends = new int[numbers.length];
        int[] before = new int[numbers.length]; // the place before each in its subsequence
        int longest = 0;
        for (int place = 0; place < numbers.length; place++) {
            int length = endingWithin(numbers, ends, longest, numbers[place]);
            before[place] = length == 0 ? -1 : ends[length - 1];
            ends[length] = place;
            longest = Math.max(longest, length + 1);
        }
        BitSet kept = new BitSet(numbers.length);
        for (int place = longest == 0 ? -1 : ends[longest - 1]; place >= 0; place = before[place]) {
            kept.set(place);
        }
        return kept;
    }

    /** How many of the first {@code count} subsequences end at no more than this number; their ends are in order. */
    private static int endingWithin(double[] numbers, int[] ends, int count, double number) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) / 2;
            if (numbers[ends[middle]] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

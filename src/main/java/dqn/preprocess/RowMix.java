package dqn.preprocess;

import java.util.Arrays;

/** Mixes a row of samples into a shorter one with {@link AreaWeights}, in source order. */
final class RowMix {
    /** First source sample of each target sample. */
    private final int[] first;
    /** {@code [taps][target samples]}: 0 where a target sample covers fewer, which changes no sum. */
    private final float[][] weights;
    /** The row with as many zeros behind it as the last target sample has taps. */
    private final float[] samples;

    private final int source;

    RowMix(int source, int target) {
        AreaWeights row = new AreaWeights(source, target);
        int taps = Arrays.stream(row.weights).mapToInt(w -> w.length).max().orElseThrow();
        this.source = source;
        this.first = row.first;
        this.weights = new float[taps][target];
        this.samples = new float[source + taps];
        for (int x = 0; x < target; x++) {
            for (int tap = 0; tap < row.weights[x].length; tap++) {
                weights[tap][x] = row.weights[x][tap];
            }
        }
    }

    /** {@code mixed} = the row of unsigned bytes from {@code start} on. */
    void mix(byte[] picture, int start, float[] mixed) {
        for (int i = 0; i < source; i++) {
            samples[i] = picture[start + i] & 0xff;
        }
        Arrays.fill(mixed, 0);
        for (int tap = 0; tap < weights.length; tap++) {
            add(tap, weights[tap], mixed);
        }
    }

    private void add(int tap, float[] weight, float[] mixed) {
        for (int x = 0; x < mixed.length; x++) {
            mixed[x] += samples[first[x] + tap] * weight[x];
        }
    }
}

package dqn.replay;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a buffer holds that draws without replacement, or by equal priorities, one row from each equal part: a batch as
 * large as the buffer has every transition once.
 */
final class Contents {
    private Contents() {}

    /** Frames are two bytes in these tests: room for a number that is never used twice. */
    static final ObservationSpec FRAME = new ObservationSpec(1, 1, 2);

    static byte[] frame(int number) {
        return new byte[] {(byte) (number >> 8), (byte) number};
    }

    /** Draws a batch and reads it. */
    static void sample(ReplayBuffer buffer, RandomStream random, TransitionBatch batch) {
        buffer.draw(random, 1, batch);
        buffer.read(batch, 0, batch.size());
    }

    /** The newest frame's number in a row's state. */
    static int number(TransitionBatch batch, int row) {
        int end = (row + 1) * (batch.states.length / batch.size());
        return (batch.states[end - 2] & 0xFF) << 8 | (batch.states[end - 1] & 0xFF);
    }

    /** Every transition as text, sorted. */
    static List<String> of(ReplayBuffer buffer, int stack) {
        if (buffer.size() == 0) {
            return List.of();
        }
        TransitionBatch batch = new TransitionBatch((int) buffer.size(), FRAME.stacked(stack));
        sample(buffer, new RandomStream(1, "contents"), batch);
        return rows(batch).stream().sorted().toList();
    }

    /** Each row as {@code [frames] -action-> reward discount [frames]}, with frames as their numbers. */
    static List<String> rows(TransitionBatch batch) {
        int size = batch.states.length / batch.size();
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            rows.add(numbers(batch.states, row * size, size) + " -" + batch.actions[row] + "-> " + batch.rewards[row]
                    + " " + batch.discounts[row] + " " + numbers(batch.nextStates, row * size, size));
        }
        return rows;
    }

    private static String numbers(byte[] bytes, int from, int size) {
        int[] numbers = new int[size / 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (bytes[from + 2 * i] & 0xFF) << 8 | (bytes[from + 2 * i + 1] & 0xFF);
        }
        return Arrays.toString(numbers);
    }
}

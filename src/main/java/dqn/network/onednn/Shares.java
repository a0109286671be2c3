package dqn.network.onednn;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of a batch each member of the team computes, and which outputs of a wide layer.
 *
 * @param starts the first row of each member, and behind the last member's the size of the batch
 */
record Shares(List<Integer> starts) {
    /** Copies the list. */
    Shares {
        starts = List.copyOf(starts);
    }

    /** @param callers the calling thread's part of the batch, from 0 to 1; the others share the rest evenly. A
     *     single row is the caller's */
    static Shares of(int batch, int members, double callers) {
        List<Integer> starts = new ArrayList<>();
        int first = batch == 1 ? 1 : (int) Math.round(batch * callers);
        starts.add(0);
        for (int i = 1; i < members; i++) {
            starts.add(first + (int) ((long) (batch - first) * (i - 1) / (members - 1)));
        }
        starts.add(batch);
        return new Shares(starts);
    }

    /** All of it the caller's, who asks nobody. */
    static Shares alone(int batch) {
        return of(batch, 1, 1);
    }

    int members() {
        return starts.size() - 1;
    }

    int batch() {
        return starts.get(members());
    }

    int from(int member) {
        return starts.get(member);
    }

    int to(int member) {
        return starts.get(member + 1);
    }

    int rows(int member) {
        return to(member) - from(member);
    }

    /** The first of a member's outputs, which are whole blocks; with {@code member + 1}, their end. */
    int firstOutput(int member, int outputs) {
        int blocks = (outputs + DenseFormat.BLOCK - 1) / DenseFormat.BLOCK;
        return Math.min(outputs, blocks * member / members() * DenseFormat.BLOCK);
    }
}

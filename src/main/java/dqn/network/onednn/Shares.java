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

    /** As even as can be, the caller's first. */
    static Shares of(int batch, int members) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i <= members; i++) {
            starts.add((int) (((long) batch * i + members - 1) / members));
        }
        return new Shares(starts);
    }

    /** All of it the caller's, who asks nobody. */
    static Shares alone(int batch) {
        return of(batch, 1);
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

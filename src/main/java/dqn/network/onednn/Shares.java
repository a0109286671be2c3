package dqn.network.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

    /** Who computes the gradient of weights from a member's rows: the next, if that has no rows of its own. */
    int learner(int member) {
        boolean helped = rows(member) > 0 && member + 1 < members() && rows(member + 1) == 0;
        return helped ? member + 1 : member;
    }

    /** Whether some members compute such gradients from rows of others, for which they must wait. */
    boolean haveHelpers() {
        return IntStream.range(0, members()).anyMatch(member -> learner(member) != member);
    }

    /** The first of a member's outputs, which are whole blocks; with {@code member + 1}, their end. */
    int firstOutput(int member, int outputs) {
        int blocks = (outputs + DenseFormat.BLOCK - 1) / DenseFormat.BLOCK;
        return Math.min(outputs, blocks * member / members() * DenseFormat.BLOCK);
    }
}

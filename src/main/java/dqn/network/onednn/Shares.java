package dqn.network.onednn;

/** Which rows of a batch each member of the team computes, and which outputs of a wide layer. */
final class Shares {
    private final int[] starts;

    /** @param callers the calling thread's part of the batch, from 0 to 1; the others share the rest evenly. A
     *     single row is the caller's */
    Shares(int batch, int members, double callers) {
        starts = new int[members + 1];
        starts[members] = batch;
        if (members > 1) {
            int first = batch == 1 ? 1 : (int) Math.round(batch * callers);
            for (int i = 1; i < members; i++) {
                starts[i] = first + (int) ((long) (batch - first) * (i - 1) / (members - 1));
            }
        }
    }

    int members() {
        return starts.length - 1;
    }

    int batch() {
        return starts[members()];
    }

    int from(int member) {
        return starts[member];
    }

    int to(int member) {
        return starts[member + 1];
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

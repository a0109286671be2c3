package dqn.network.onednn;

import java.util.ArrayList;
import java.util.List;

/** One member's kernels, cut where the members must wait for one another. */
final class Segments {
    private final Program program;
    private final List<Integer> ends = new ArrayList<>();

    Segments(NativeScope scope) {
        program = new Program(scope);
    }

    /** To append kernels to. */
    Program program() {
        return program;
    }

    /** Ends a segment. */
    void cut() {
        ends.add(program.size());
    }

    int count() {
        return ends.size();
    }

    void run(int segment) {
        program.run(segment == 0 ? 0 : ends.get(segment - 1), ends.get(segment));
    }
}

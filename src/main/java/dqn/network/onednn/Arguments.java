package dqn.network.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;

/** What a primitive reads and writes. Parameters come in several buffers, of which each run names one. */
final class Arguments {
    /** How many buffers there may be. */
    static final int BUFFERS = 2;

    record Argument(int index, memory[] byBuffer) {}

    private final List<Argument> list = new ArrayList<>();

    /** The same memory in every run. */
    Arguments with(int index, memory tensor) {
        return with(index, new memory[] {tensor, tensor});
    }

    /** The memory of the run's buffer. */
    Arguments with(int index, memory[] byBuffer) {
        list.add(new Argument(index, byBuffer));
        return this;
    }

    List<Argument> list() {
        return list;
    }
}

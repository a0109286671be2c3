package dqn.network.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;

/** What a primitive reads and writes. */
final class Arguments {
    record Argument(int index, memory tensor) {}

    private final List<Argument> list = new ArrayList<>();

    Arguments with(int index, memory tensor) {
        list.add(new Argument(index, tensor));
        return this;
    }

    List<Argument> list() {
        return list;
    }
}

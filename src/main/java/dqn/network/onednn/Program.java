package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;

/** Kernels in their order, for one thread. They share one piece of scratch memory, as large as the largest needs. */
final class Program {
    private record Scratch(memory.desc description, dnnl_exec_arg_t slot) {}

    private final NativeScope scope;
    private final List<Kernel> kernels = new ArrayList<>();
    private final List<Scratch> scratches = new ArrayList<>();
    private final dnnl_stream stream;

    Program(NativeScope scope) {
        this.scope = scope;
        stream = scope.keep(new stream(OneDnn.engine())).get();
    }

    /** Appends a kernel and returns its number. */
    int add(String name, primitive_desc_base description, primitive created, Arguments arguments) {
        memory.desc scratch = description.scratchpad_desc();
        boolean scratching = scratch.get_size() > 0;
        int count = arguments.list().size() + (scratching ? 1 : 0);
        dnnl_exec_arg_t list = scope.keep(new dnnl_exec_arg_t(count));
        for (int i = 0; i < arguments.list().size(); i++) {
            Arguments.Argument argument = arguments.list().get(i);
            list.getPointer(i).arg(argument.index()).memory(argument.tensor().get());
        }
        if (scratching) {
            scratches.add(new Scratch(scratch, list.getPointer(count - 1)));
        }
        scope.keep(created);
        kernels.add(new Kernel(name + ": " + description.impl_info_str().getString(), created.get(), list, count));
        return kernels.size() - 1;
    }

    /** Gives all kernels their scratch memory; to be called once, behind the last {@link #add}. */
    void seal() {
        long size = scratches.stream()
                .mapToLong(s -> s.description.get_size())
                .max()
                .orElse(0);
        if (size == 0) {
            return;
        }
        NativeBuffer shared = scope.allocate(Tensors.bytes(size));
        for (Scratch scratch : scratches) {
            scratch.slot
                    .arg(DNNL_ARG_SCRATCHPAD)
                    .memory(shared.view(scratch.description, 0).get());
        }
        scratches.clear();
    }

    /** What its kernels live in. */
    NativeScope scope() {
        return scope;
    }

    /** Number of kernels so far. */
    int size() {
        return kernels.size();
    }

    /** Runs the kernels {@code [from, to)}. */
    void run(int from, int to) {
        for (int i = from; i < to; i++) {
            kernels.get(i).run(stream);
        }
    }

    /** What each kernel is. */
    List<String> names() {
        return kernels.stream().map(Kernel::name).toList();
    }
}

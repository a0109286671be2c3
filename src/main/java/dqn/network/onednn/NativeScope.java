package dqn.network.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The one owner of native objects that live and die together. JavaCPP would free them when the garbage collector finds
 * their Java halves; this frees them when it is closed.
 */
final class NativeScope implements AutoCloseable {
    private final List<Pointer> kept = new ArrayList<>();
    private long byteCount;

    /** Frees what this thread makes until it is closed, but for what is kept. */
    @SuppressWarnings("unchecked") // an empty array of types
    static PointerScope temporaries() {
        return new PointerScope();
    }

    /** Keeps an object until this scope is closed, beyond the {@code PointerScope} that it was made in. */
    <P extends Pointer> P keep(P pointer) {
        pointer.retainReference();
        kept.add(pointer);
        return pointer;
    }

    /** Zeroed memory for such a tensor. */
    NativeBuffer allocate(memory.desc description) {
        memory whole = keep(new memory(description, OneDnn.engine()));
        byteCount += description.get_size();
        return new NativeBuffer(this, whole, description.get_size());
    }

    /** Size of all that was allocated here. */
    long byteCount() {
        return byteCount;
    }

    @Override
    public void close() {
        for (int i = kept.size() - 1; i >= 0; i--) {
            kept.get(i).releaseReference();
        }
        kept.clear();
        byteCount = 0;
    }
}

package dqn.network.onednn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A piece of native memory, seen as tensors of any shape. Its scope owns it. */
final class NativeBuffer {
    private final NativeScope scope;
    private final BytePointer start;
    private final long size;

    NativeBuffer(NativeScope scope, memory whole, long size) {
        this(scope, new BytePointer(whole.get_data_handle()), size);
        Pointer.memset(start, 0, size);
    }

    private NativeBuffer(NativeScope scope, BytePointer start, long size) {
        this.scope = scope;
        this.start = start;
        this.size = size;
    }

    /** The same bytes, whose tensors are kept by a scope that is closed before this buffer's. */
    NativeBuffer within(NativeScope keeper) {
        return new NativeBuffer(keeper, start, size);
    }

    /** The tensor that begins at this byte. */
    memory view(memory.desc description, long offset) {
        return view(scope, description, offset);
    }

    /** The same, kept by a scope that is closed before this buffer's. */
    memory view(NativeScope keeper, memory.desc description, long offset) {
        if (offset + description.get_size() > size) {
            throw new IllegalArgumentException("a tensor that ends at byte " + (offset + description.get_size())
                    + " of a buffer of " + size + " bytes");
        }
        return unchecked(keeper, description, offset);
    }

    /** The same for one with gaps, whose size counts that behind its last row too. */
    memory unchecked(memory.desc description, long offset) {
        return unchecked(scope, description, offset);
    }

    private memory unchecked(NativeScope keeper, memory.desc description, long offset) {
        return keeper.keep(new memory(description, OneDnn.engine(), start.getPointer(offset)));
    }

    /** All of it, at most 2^31 - 1 bytes. Not to be used once the scope is closed. */
    ByteBuffer bytes() {
        if (Math.toIntExact(size) == 0) {
            return ByteBuffer.allocateDirect(0); // oneDNN has no address for nothing
        }
        return new BytePointer(start).capacity(size).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    FloatBuffer floats() {
        return bytes().asFloatBuffer();
    }

    long size() {
        return size;
    }
}

package dqn.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is kept of transitions beside their frames, by position, in chunks that go once all in them is forgotten. */
final class TransitionTable {
    private final List<TransitionChunk> chunks = new ArrayList<>();
    private long firstChunk;
    private long bytes;

    /** Empties the place at a position, the one behind the newest or one still held, but for the flag. */
    void start(long position, byte flag) {
        if (position / TransitionChunk.LENGTH - firstChunk == chunks.size()) {
            add(new TransitionChunk());
        }
        chunk(position).start(index(position), flag);
    }

    void set(long position, int action, float reward, float discount) {
        TransitionChunk chunk = chunk(position);
        bytes -= chunk.byteCount();
        chunk.set(index(position), action, reward, discount);
        bytes += chunk.byteCount();
    }

    void addFlag(long position, byte flag) {
        chunk(position).addFlag(index(position), flag);
    }

    boolean hasFlag(long position, byte flag) {
        return chunk(position).hasFlag(index(position), flag);
    }

    int action(long position) {
        return chunk(position).action(index(position));
    }

    float reward(long position) {
        return chunk(position).reward(index(position));
    }

    float discount(long position) {
        return chunk(position).discount(index(position));
    }

    /** Lets go of the chunks that have nothing from this position on. */
    void forget(long before) {
        while (!chunks.isEmpty() && (firstChunk + 1) * TransitionChunk.LENGTH <= before) {
            bytes -= chunks.remove(0).byteCount();
            firstChunk++;
        }
    }

    void clear() {
        chunks.clear();
        firstChunk = 0;
        bytes = 0;
    }

    long byteCount() {
        return bytes;
    }

    /** As it is now, for {@link #save}; what is at {@code changing} or behind is copied. */
    TransitionTable freeze(long changing) {
        TransitionTable copy = new TransitionTable();
        copy.firstChunk = firstChunk;
        for (int i = 0; i < chunks.size(); i++) {
            boolean settled = (firstChunk + i + 1) * TransitionChunk.LENGTH <= changing;
            copy.add(settled ? chunks.get(i) : chunks.get(i).copy());
        }
        return copy;
    }

    /** Writes the positions {@code [from, to)}. */
    void save(DataOutput out, long from, long to) throws IOException {
        for (long position = from; position < to; position = chunkEnd(position, to)) {
            chunk(position).save(out, index(position), index(chunkEnd(position, to) - 1) + 1);
        }
    }

    /** Takes over saved positions, and forgets all others. */
    void load(DataInput in, long from, long to) throws IOException {
        clear();
        firstChunk = from / TransitionChunk.LENGTH;
        for (long position = from; position < to; position = chunkEnd(position, to)) {
            TransitionChunk chunk = new TransitionChunk();
            chunk.load(in, index(position), index(chunkEnd(position, to) - 1) + 1);
            add(chunk);
        }
    }

    private static long chunkEnd(long position, long limit) {
        return Math.min(limit, (position / TransitionChunk.LENGTH + 1) * TransitionChunk.LENGTH);
    }

    private void add(TransitionChunk chunk) {
        chunks.add(chunk);
        bytes += chunk.byteCount();
    }

    private TransitionChunk chunk(long position) {
        return chunks.get((int) (position / TransitionChunk.LENGTH - firstChunk));
    }

    private static int index(long position) {
        return (int) (position % TransitionChunk.LENGTH);
    }
}

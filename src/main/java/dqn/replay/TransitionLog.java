package dqn.replay;

import dqn.core.Checkpointable;
import dqn.core.Frozen;
import dqn.core.SavedState;
import dqn.core.TransitionBatch;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Everything about transitions but their frames: what was done, where episodes begin and end, and which transitions can
 * be sampled: the newest {@code capacity} of those whose n steps and whose frames are known.
 *
 * <p>Frames are numbered by position, counting up from 0. The transition at a position leads from the frame there to the
 * next one. At an episode's last frame no transition starts. Where that frame is bootstrapped from, after a truncation,
 * it is kept and its position is a gap; otherwise the next episode begins in its place.
 *
 * <pre>
 *    begin              oldest                   ready                      end - 1
 *      | frames of the    | can be sampled,        | wait for their n         |
 *      | oldest stack     | all but the gaps       | steps (n - 1 at most)    | newest frame
 * </pre>
 *
 * <p>All calls but those for a checkpoint take constant time, amortised.
 */
final class TransitionLog implements Checkpointable {
    /** The frame begins an episode. */
    private static final byte FIRST = 1;
    /** The transition ends an episode. */
    private static final byte LAST = 2;
    /** No transition starts here. */
    private static final byte GAP = 4;

    /** More than any run comes to; behind them sampling would take a position for another lane. */
    private static final long MOST_POSITIONS = 1L << 47;

    private final long capacity;
    private final int stack;
    private final int nStep;
    private final TransitionTable table = new TransitionTable();

    private long end;
    private long oldest;
    private long ready;
    private long gaps;
    private boolean inEpisode;

    TransitionLog(long capacity, int stack, int nStep) {
        if (capacity < 1 || stack < 1 || nStep < 1) {
            throw new IllegalArgumentException(
                    "no replay of capacity " + capacity + ", stack " + stack + " and " + nStep + " steps");
        }
        this.capacity = capacity;
        this.stack = stack;
        this.nStep = nStep;
    }

    /** Position of the oldest frame that is still needed. */
    long begin() {
        return end == 0 ? 0 : stackStart(oldest);
    }

    /** Position of the oldest entry that is still needed: an episode may yet end at the newest but one. */
    private long kept() {
        return Math.min(begin(), Math.max(0, end - 2));
    }

    /** Position behind the newest frame. */
    long end() {
        return end;
    }

    /** Transitions that can be sampled: all from {@link #oldest} up to {@link #ready} but the gaps. */
    long size() {
        return ready - oldest - gaps;
    }

    /** Position of the oldest transition that can be sampled. */
    long oldest() {
        return oldest;
    }

    /** Position behind the newest transition that can be sampled. */
    long ready() {
        return ready;
    }

    /** Whether a transition starts at this position. */
    boolean isTransition(long position) {
        return !table.hasFlag(position, GAP);
    }

    /** Position of the oldest frame of the stack that ends at {@code position}: the episode's first, or stack - 1 before. */
    long stackStart(long position) {
        return episodeStart(position, position - stack + 1);
    }

    /** Notes the first frame of an episode and returns its position. */
    long beginEpisode() {
        if (end > 0) {
            closeEpisode();
        }
        inEpisode = true;
        return push(FIRST);
    }

    /** Notes a transition from the newest frame and returns the position of the frame that it led to. */
    long append(int action, float reward, float discount, boolean last) {
        if (!inEpisode) {
            throw new IllegalStateException("a transition was appended before an episode began");
        }
        table.set(end - 1, action, reward, discount);
        if (last) {
            table.addFlag(end - 1, LAST);
        }
        inEpisode = !last;
        ready = last || discount == 0 ? end : Math.max(ready, end - nStep + 1);
        return push((byte) 0);
    }

    /**
     * Reads the transition at {@code position} into row {@code row}: its action, the sum of its discounted rewards over
     * at most n steps, and the product of their discounts. Both stop behind a discount of 0 and at the episode's end.
     *
     * @return position of the frame that is bootstrapped from
     */
    long read(long position, TransitionBatch batch, int row) {
        double sum = 0;
        double product = 1;
        long next = position;
        boolean last = false;
        while (next < position + nStep && product != 0 && !last) {
            sum += product * table.reward(next);
            product *= table.discount(next);
            last = table.hasFlag(next++, LAST);
        }
        batch.actions[row] = table.action(position);
        batch.rewards[row] = (float) sum;
        batch.discounts[row] = (float) product;
        return next;
    }

    /** Forgets the transitions with frames before a position, so far as {@link #begin} can come up to it. */
    void forget(long before) {
        while (oldest < ready && stackStart(oldest) < before) {
            forgetOldest();
        }
        table.forget(kept());
    }

    /** Forgets everything. */
    void clear() {
        table.clear();
        end = 0;
        oldest = 0;
        ready = 0;
        gaps = 0;
        inEpisode = false;
    }

    /** Bytes held now. */
    long byteCount() {
        return table.byteCount();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        freeze().writeTo(out);
    }

    @Override
    public Frozen freeze() {
        long[] positions = {kept(), oldest, ready, end};
        boolean within = inEpisode;
        TransitionTable frozen = table.freeze(end - 2); // what ends an episode is noted at its last two positions
        return out -> out.writeInt(write(stream(out), positions, within, frozen));
    }

    /** Writes everything but the checksum, which it returns. */
    private static int write(OutputStream target, long[] positions, boolean inEpisode, TransitionTable table)
            throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(target, new CRC32C());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked));
        for (long position : positions) {
            out.writeLong(position);
        }
        out.writeBoolean(inEpisode);
        table.save(out, positions[0], positions[3]);
        out.flush();
        return (int) checked.getChecksum().getValue();
    }

    private static OutputStream stream(DataOutput out) {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                out.write(single);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }
        };
    }

    @Override
    public void load(DataInput in) throws IOException {
        clear();
        long kept = in.readLong();
        oldest = in.readLong();
        ready = in.readLong();
        end = in.readLong();
        inEpisode = in.readBoolean();
        boolean ordered = 0 <= kept
                && kept <= Math.min(oldest, Math.max(0, end - 2))
                && oldest <= ready
                && ready <= Math.max(0, end - 1)
                && end <= MOST_POSITIONS;
        if (!ordered || kept < oldest - stack - 1) {
            throw new IOException("the saved replay is damaged: its transitions reach from " + kept + " over " + oldest
                    + " and " + ready + " to " + end);
        }
        table.load(in, kept, end);
        int checksum = write(OutputStream.nullOutputStream(), new long[] {kept, oldest, ready, end}, inEpisode, table);
        if (in.readInt() != checksum) {
            throw new IOException("the saved replay is damaged: the checksum of its transitions is another");
        }
        for (long position = oldest; position < ready; position++) {
            gaps += isTransition(position) ? 0 : 1;
        }
        if (end == 0 ? inEpisode : !isSound(kept)) {
            throw new IOException("the saved replay is damaged: its transitions do not fit together");
        }
        requireNumbers();
    }

    private void requireNumbers() throws IOException {
        for (long position = oldest; position < end - 1; position++) {
            if (isTransition(position)) {
                SavedState.reward(table.reward(position));
                SavedState.discount(table.discount(position));
            }
        }
    }

    /** Whether no call will look before the first position or behind the last. */
    private boolean isSound(long kept) {
        long start = episodeStart(oldest, Math.max(kept, oldest - stack + 1));
        boolean sound = size() <= capacity && (isFirst(start) || (start == oldest - stack + 1 && end > 1));
        for (long position = Math.max(oldest, end - nStep); position < ready; position++) {
            sound &= !isTransition(position) || isKnown(position);
        }
        return sound;
    }

    /** Whether the steps of a transition stop before the newest frame, if there are fewer than n. */
    private boolean isKnown(long position) {
        for (long next = position; next < end - 1; next++) {
            if (table.discount(next) == 0 || table.hasFlag(next, LAST)) {
                return true;
            }
        }
        return position + nStep < end;
    }

    @Override
    public String toString() {
        return "capacity " + capacity + ", stack " + stack + ", " + nStep + "-step returns";
    }

    /** Ends the newest frame's episode: gives the frame's place to the next one, or keeps it to be bootstrapped from. */
    private void closeEpisode() {
        long newest = end - 1;
        if (isFirst(newest) || table.discount(newest - 1) == 0) {
            end = newest;
            return;
        }
        table.addFlag(newest - 1, LAST);
        table.addFlag(newest, GAP);
        ready = end;
        gaps++;
    }

    private long push(byte flag) {
        long position = end++;
        table.start(position, flag);
        while (size() > capacity) {
            forgetOldest();
        }
        table.forget(kept());
        return position;
    }

    private void forgetOldest() {
        if (!isTransition(oldest)) {
            gaps--;
        }
        oldest++;
    }

    /** The first position of the episode around {@code position}, but not before {@code limit}. */
    private long episodeStart(long position, long limit) {
        long start = position;
        while (start > limit && !isFirst(start)) {
            start--;
        }
        return start;
    }

    private boolean isFirst(long position) {
        return table.hasFlag(position, FIRST);
    }
}

package dqn.replay;

import dqn.core.Checkpointable;
import dqn.core.DqnException;
import dqn.core.TransitionBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Everything about transitions but their frames: what was done, where episodes begin and end, and which transitions can
 * be sampled.
 *
 * <p>Frames are numbered by position, counting up from 0; the frame at a position lies in slot {@code position % slots}
 * of the ring. The transition at a position leads from the frame there to the next one. At an episode's last frame no
 * transition starts. Where that frame is bootstrapped from, after a truncation, it is kept and its position is a gap;
 * otherwise the next episode begins in its place.
 *
 * <pre>
 *   end - slots              oldest                   ready                      end - 1
 *        | frames of the       | can be sampled,        | wait for their n         |
 *        | oldest stack        | all but the gaps       | steps (n - 1 at most)    | newest frame
 * </pre>
 *
 * <p>There are {@code capacity + stack + nStep} slots: enough for {@code capacity} transitions, the frames before the
 * first and after the last of them, and one gap. Each further gap in the ring takes the place of one transition. All
 * calls take constant time, amortised.
 */
final class TransitionLog implements Checkpointable {
    private static final int MAX_SLOTS = Integer.MAX_VALUE - 8;

    /** The frame begins an episode. */
    private static final byte FIRST = 1;
    /** The transition ends an episode. */
    private static final byte LAST = 2;
    /** No transition starts here. */
    private static final byte GAP = 4;

    private final long capacity;
    private final int stack;
    private final int nStep;
    private final int slots;
    private final TransitionTable table;

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
        long most = (long) MAX_SLOTS - stack - nStep;
        if (capacity > most) {
            throw new DqnException("A replay of " + capacity + " transitions is more than can be numbered: set"
                    + " replay.capacity to at most " + most + ".");
        }
        this.capacity = capacity;
        this.stack = stack;
        this.nStep = nStep;
        slots = (int) (capacity + stack + nStep);
        table = new TransitionTable(slots);
    }

    /** Number of slots of the ring. */
    int slots() {
        return slots;
    }

    /** The slot of a position. */
    int slot(long position) {
        return (int) (position % slots);
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
        return !table.hasFlag(slot(position), GAP);
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
        int slot = slot(end - 1);
        table.set(slot, action, reward, discount);
        if (last) {
            table.addFlag(slot, LAST);
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
            int slot = slot(next++);
            sum += product * table.reward(slot);
            product *= table.discount(slot);
            last = table.hasFlag(slot, LAST);
        }
        batch.actions[row] = table.action(slot(position));
        batch.rewards[row] = (float) sum;
        batch.discounts[row] = (float) product;
        return next;
    }

    /** Forgets everything. */
    void clear() {
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
        out.writeLong(end);
        out.writeLong(oldest);
        out.writeLong(ready);
        out.writeLong(gaps);
        out.writeBoolean(inEpisode);
        table.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        end = in.readLong();
        oldest = in.readLong();
        ready = in.readLong();
        gaps = in.readLong();
        inEpisode = in.readBoolean();
        table.load(in);
    }

    @Override
    public String toString() {
        return "capacity " + capacity + ", stack " + stack + ", " + nStep + "-step returns";
    }

    /** Ends the newest frame's episode: gives the frame's place to the next one, or keeps it to be bootstrapped from. */
    private void closeEpisode() {
        long newest = end - 1;
        if (isFirst(newest) || table.discount(slot(newest - 1)) == 0) {
            end = newest;
            return;
        }
        table.addFlag(slot(newest - 1), LAST);
        table.addFlag(slot(newest), GAP);
        ready = end;
        gaps++;
    }

    private long push(byte flag) {
        long position = end++;
        while (oldest < ready && (size() > capacity || !isWhole(oldest))) {
            forgetOldest(); // before its slot is written
        }
        table.start(slot(position), flag);
        return position;
    }

    private void forgetOldest() {
        if (!isTransition(oldest)) {
            gaps--;
        }
        oldest++;
    }

    /** Whether the ring still holds every frame of the stack that ends at {@code position}. */
    private boolean isWhole(long position) {
        long wanted = position - stack + 1;
        long kept = end - slots;
        long start = episodeStart(position, Math.max(wanted, kept));
        return position >= kept && (start == wanted || isFirst(start));
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
        return table.hasFlag(slot(position), FIRST);
    }
}

package dqn.replay;

import dqn.core.Block;
import dqn.core.BlockSource;
import dqn.core.DqnException;
import dqn.core.Frozen;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.replay.ReplayConfig.Prioritized;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each frame once, in a lane for each environment, and forgets the oldest transitions of a lane when it holds more
 * than its share of the capacity.
 *
 * <p>Of an episode that {@link #beginEpisode} leaves unfinished the last frame is real, so it counts as truncated there.
 * Transitions wait until their n steps are known. Next states behind a discount of 0 are filled with zeros. Drawing a
 * batch allocates nothing once each thread has its scratch, but for large ones without replacement.
 */
public final class RingReplayBuffer implements ReplayBuffer {
    private static final Logger LOG = LoggerFactory.getLogger(RingReplayBuffer.class);

    private final ReplayConfig config;
    private final ObservationSpec frame;
    private final String shape;
    private final int stackSize;
    private final Lane[] lanes;
    private final Sampler sampler;
    private long byteLimit;
    private boolean warned;

    private RingReplayBuffer(
            ReplayConfig config,
            ObservationSpec frame,
            String shape,
            int stackSize,
            Lane[] lanes,
            Sampler sampler,
            long byteLimit) {
        this.config = config;
        this.frame = frame;
        this.shape = shape;
        this.stackSize = stackSize;
        this.lanes = lanes;
        this.sampler = sampler;
        this.byteLimit = byteLimit;
    }

    /**
     * An empty buffer. Without replay (capacity 0) each lane keeps one transition, the newest. A capacity in transitions
     * has a limit in bytes too, so that frames that are hard to compress end no run: what is free now, but for a reserve.
     *
     * @param frame shape of one frame
     * @param stack frames in a state
     * @param blankBefore whether zeros stand before an episode's first frame, or that frame repeated
     * @param nStep rewards summed before bootstrapping
     * @param lanes environments
     * @throws DqnException if the capacity is too small to be shared
     */
    public static RingReplayBuffer create(
            ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep, int lanes) {
        long byteLimit = config.capacity().bytes().orElseGet(ReplayMemory::usableBytes);
        return create(config, frame, stack, blankBefore, nStep, lanes, byteLimit);
    }

    static RingReplayBuffer create(
            ReplayConfig config,
            ObservationSpec frame,
            int stack,
            boolean blankBefore,
            int nStep,
            int lanes,
            long byteLimit) {
        LaneShares shares = new LaneShares(config, frame, lanes);
        GroupCodec codec = SegmentedFrameStore.codec(frame.size(), config.compression());
        long limit = Math.min(byteLimit, shares.neverTaken(codec));
        TransitionLog[] logs = new TransitionLog[lanes];
        for (int i = 0; i < lanes; i++) {
            logs[i] = new TransitionLog(shares.transitions(i), stack, nStep);
        }
        Sampler sampler = sampler(config, logs);
        Lane[] all = new Lane[lanes];
        for (int i = 0; i < lanes; i++) {
            FrameStore frames = SegmentedFrameStore.create(frame.size(), codec, shares.frameBytes(i));
            shares.requireRoom(limit, frames);
            StackReader stacks = new StackReader(frame.size(), stack, blankBefore, nStep, logs[i], frames);
            all[i] = new Lane(i, logs[i], frames, stacks, sampler, limit / lanes);
        }
        String shape = "frame " + frame + ", stack " + stack + ", " + (blankBefore ? "blank" : "first") + " before, "
                + nStep + "-step returns, " + lanes + " lanes, capacity "
                + (config.capacity().bytes().isPresent()
                        ? config.mostBytes() + " bytes"
                        : config.capacity().transitions())
                + (config.sampling() instanceof Prioritized ? ", prioritized" : "");
        return new RingReplayBuffer(config, frame, shape, frame.stacked(stack).size(), all, sampler, limit);
    }

    private static Sampler sampler(ReplayConfig config, TransitionLog[] logs) {
        return config.sampling() instanceof Prioritized prioritized
                ? new PrioritizedSampler(prioritized.alpha(), logs)
                : new UniformSampler(config.withReplacement(), logs);
    }

    @Override
    public void beginEpisode(int lane, byte[] first) {
        requireFrame(first);
        lanes[lane].beginEpisode(first);
        warnOnce(lanes[lane]);
    }

    @Override
    public void append(int lane, int action, float reward, float discount, boolean last, byte[] nextFrame) {
        requireFrame(nextFrame);
        lanes[lane].append(action, reward, discount, last, nextFrame);
        warnOnce(lanes[lane]);
    }

    /** Shape of one frame. */
    ObservationSpec frame() {
        return frame;
    }

    /** What the lanes take beside the frames that are expected in them. */
    long laneBytes() {
        return Arrays.stream(lanes).mapToLong(Lane::partBytes).sum();
    }

    /** Of a capacity in bytes, what may be empty though the replay has forgotten already. */
    long spareBytes() {
        return Arrays.stream(lanes).mapToLong(Lane::spareBytes).sum();
    }

    private void warnOnce(Lane lane) {
        if (!warned && config.capacity().bytes().isEmpty() && lane.hasForgottenEarly()) {
            warned = true;
            LOG.warn(
                    "The replay forgets its oldest transitions at {} of {}, because its frames take more memory than"
                            + " expected and it may have no more than {} MB.",
                    size(),
                    config.capacity().transitions(),
                    byteLimit / 1_000_000);
        }
    }

    @Override
    public long size() {
        long size = 0;
        for (Lane lane : lanes) {
            size += lane.log().size();
        }
        return size;
    }

    @Override
    public void draw(RandomStream random, double beta, TransitionBatch batch) {
        if (batch.states.length != Math.multiplyExact(batch.size(), stackSize)) {
            throw new IllegalArgumentException("the batch has other observations than this replay");
        }
        sampler.draw(random, beta, batch);
        for (int row = 0; row < batch.size(); row++) {
            long key = batch.keys[row];
            int lane = Sampler.lane(key);
            long next = lanes[lane].draw(Sampler.position(key), batch, row);
            batch.nextKeys[row] = Sampler.key(lane, next);
        }
    }

    @Override
    public void prioritize(TransitionBatch batch, float[] errors) {
        sampler.prioritize(batch, errors);
    }

    @Override
    public void read(TransitionBatch batch, int from, int to) {
        for (int row = from; row < to; row++) {
            long key = batch.keys[row];
            long next = Sampler.position(batch.nextKeys[row]);
            lanes[Sampler.lane(key)].read(Sampler.position(key), next, batch, row);
        }
    }

    @Override
    public void clear() {
        for (Lane lane : lanes) {
            lane.clear();
        }
        sampler.clear();
    }

    @Override
    public long byteCount() {
        return Arrays.stream(lanes).mapToLong(Lane::byteCount).sum();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        writeHead(out, byteLimit);
        for (Lane lane : lanes) {
            lane.save(out);
        }
        sampler.save(out);
    }

    private void writeHead(DataOutput out, long limit) throws IOException {
        out.writeUTF(shape);
        out.writeLong(limit);
    }

    @Override
    public Frozen freeze() throws IOException {
        long limit = byteLimit;
        Frozen[] frozen = new Frozen[lanes.length + 1];
        for (int i = 0; i < lanes.length; i++) {
            frozen[i] = lanes[i].freeze();
        }
        frozen[lanes.length] = sampler.freeze();
        return new Frozen() {
            @Override
            public List<? extends Block> blocks() {
                return Arrays.stream(frozen)
                        .flatMap(part -> part.blocks().stream())
                        .toList();
            }

            @Override
            public void writeTo(DataOutput out) throws IOException {
                writeHead(out, limit);
                for (Frozen part : frozen) {
                    part.writeTo(out);
                }
            }

            @Override
            public void close() {
                for (Frozen part : frozen) {
                    part.close();
                }
            }
        };
    }

    @Override
    public void load(DataInput in) throws IOException {
        load(in, BlockSource.NONE);
    }

    /** {@inheritDoc} A buffer that could not be loaded is empty. */
    @Override
    public void load(DataInput in, BlockSource blocks) throws IOException {
        clear();
        String saved = in.readUTF();
        if (!saved.equals(shape)) {
            throw new IOException("the saved replay (" + saved + ") is not of this one's shape (" + shape + ")");
        }
        try {
            long limit = in.readLong(); // what was free then: what is forgotten must not depend on what is free now
            if (limit < 1 || (config.capacity().bytes().isPresent() && limit != byteLimit)) {
                throw new IOException("the saved replay is damaged: it may take " + limit + " bytes");
            }
            byteLimit = limit;
            for (Lane lane : lanes) {
                lane.setByteLimit(byteLimit / lanes.length);
                lane.load(in, blocks);
            }
            sampler.load(in);
        } catch (IOException e) {
            clear();
            throw e;
        }
    }

    @Override
    public void close() {
        for (Lane lane : lanes) {
            lane.close();
        }
    }

    private void requireFrame(byte[] bytes) {
        if (bytes.length != frame.size()) {
            throw new IllegalArgumentException(
                    "a frame of " + bytes.length + " bytes was given where " + frame.size() + " belong");
        }
    }
}

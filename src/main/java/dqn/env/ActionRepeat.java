package dqn.env;

import dqn.core.FrameSpec;
import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.env.EnvironmentConfig.FrameSkip;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Takes each action for several steps of the inner environment and sums their rewards; a LAST step cuts it short.
 *
 * <p>Shows the last step's frame, or the frames of the last two for pooling (as gymnasium's AtariPreprocessing takes
 * them): twice the same one after a reset, and where a game ended before its action did.
 */
public final class ActionRepeat extends EnvironmentWrapper {
    private final FrameSkip skip;
    private final int framesShown;
    private final RandomStream random;
    private final int frameSize;
    /** The frame before the current one, where two are shown. */
    private final byte[] previous;
    /** Whether the current frame stands for the one before it too. */
    private boolean single = true;

    /**
     * Around an environment that shows one frame.
     *
     * @param framesShown 1 or 2
     * @param random draws the repetitions of each action
     */
    public ActionRepeat(Environment inner, FrameSkip skip, int framesShown, RandomStream random) {
        super(inner);
        if (skip.min() < 1 || skip.max() < skip.min()) {
            throw new IllegalArgumentException("no frame skip from " + skip.min() + " to " + skip.max());
        }
        if (framesShown < 1 || framesShown > 2 || inner.frameSpec().frames() != 1) {
            throw new IllegalArgumentException("one or two frames of one each are shown, not " + framesShown + " of "
                    + inner.frameSpec().frames());
        }
        this.skip = skip;
        this.framesShown = framesShown;
        this.random = random;
        frameSize = inner.frameSpec().size();
        previous = new byte[framesShown == 2 ? frameSize : 0];
    }

    @Override
    public FrameSpec frameSpec() {
        return inner.frameSpec().withFrames(framesShown);
    }

    @Override
    public TimeStep reset() {
        single = true;
        return inner.reset();
    }

    @Override
    public TimeStep step(int action) {
        int repetitions = skip.min() + random.nextInt(skip.max() - skip.min() + 1);
        double reward = 0;
        TimeStep step = null;
        for (int left = repetitions; left > 0; left--) {
            if (left == 1) {
                keepFrame();
            }
            step = inner.step(action);
            reward += step.reward();
            if (step.isLast()) {
                single |= left > 1;
                break;
            }
        }
        return step.withReward(reward);
    }

    private void keepFrame() {
        if (framesShown == 2) {
            inner.observe(previous, 0);
            single = false;
        }
    }

    @Override
    public void observe(byte[] target, int offset) {
        int current = offset + previous.length;
        inner.observe(target, current);
        if (framesShown == 2) {
            byte[] source = single ? target : previous;
            System.arraycopy(source, single ? current : 0, target, offset, frameSize);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        random.save(out);
        out.writeBoolean(single);
        out.write(previous);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        random.load(in);
        single = in.readBoolean();
        in.readFully(previous);
    }
}

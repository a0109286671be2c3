package dqn.env;

import dqn.core.FrameSpec;
import dqn.core.TimeStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** An environment around another that changes only what its subclass overrides. */
abstract class EnvironmentWrapper implements Environment {
    protected final Environment inner;

    EnvironmentWrapper(Environment inner) {
        this.inner = inner;
    }

    @Override
    public FrameSpec frameSpec() {
        return inner.frameSpec();
    }

    @Override
    public List<String> actions() {
        return inner.actions();
    }

    @Override
    public TimeStep reset() {
        return inner.reset();
    }

    @Override
    public TimeStep step(int action) {
        return inner.step(action);
    }

    @Override
    public boolean isRunning() {
        return inner.isRunning();
    }

    @Override
    public void observe(byte[] target, int offset) {
        inner.observe(target, offset);
    }

    @Override
    public FrameSpec pictureSpec() {
        return inner.pictureSpec();
    }

    @Override
    public void picture(byte[] target) {
        inner.picture(target);
    }

    @Override
    public int lives() {
        return inner.lives();
    }

    @Override
    public int episodeFrames() {
        return inner.episodeFrames();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        inner.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        inner.load(in);
    }

    @Override
    public void close() {
        inner.close();
    }
}

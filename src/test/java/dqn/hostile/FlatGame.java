package dqn.hostile;

import dqn.core.FrameSource;
import dqn.core.FrameSpec;
import dqn.core.TimeStep;
import dqn.env.Environment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A game without end whose screen has one colour, in whatever form a configuration asks for. */
final class FlatGame implements Environment {
    private final FrameSpec spec;
    private int count;

    FlatGame(FrameSource source, int frames) {
        spec = switch (source) {
            case GREY_SCREEN -> new FrameSpec(frames, 210, 160, 1);
            case RGB_SCREEN -> new FrameSpec(frames, 210, 160, 3);
            case RAM -> new FrameSpec(frames, 1, 128, 1);
        };
    }

    @Override
    public FrameSpec frameSpec() {
        return spec;
    }

    @Override
    public List<String> actions() {
        return List.of("NOOP", "FIRE");
    }

    @Override
    public TimeStep reset() {
        count = 0;
        return TimeStep.first();
    }

    @Override
    public TimeStep step(int action) {
        count++;
        return TimeStep.mid(0);
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public void observe(byte[] target, int offset) {
        Arrays.fill(target, offset, offset + spec.size(), (byte) count);
    }

    @Override
    public FrameSpec pictureSpec() {
        return new FrameSpec(1, 210, 160, 3);
    }

    @Override
    public void picture(byte[] target) {
        Arrays.fill(target, (byte) count);
    }

    @Override
    public int lives() {
        return 1;
    }

    @Override
    public int episodeFrames() {
        return count;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(count);
    }

    @Override
    public void load(DataInput in) throws IOException {
        count = in.readInt();
    }

    @Override
    public void close() {}
}

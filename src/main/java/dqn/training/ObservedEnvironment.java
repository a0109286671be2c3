package dqn.training;

import dqn.core.Checkpointable;
import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import dqn.core.TimeStep;
import dqn.env.Environment;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentFactory;
import dqn.preprocess.FrameStack;
import dqn.preprocess.ObservationConfig;
import dqn.preprocess.Preprocessor;
import dqn.preprocess.StageViewer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** An environment as the agent sees it: each step ends in a preprocessed frame and a stack of the last few. */
public final class ObservedEnvironment implements Checkpointable, AutoCloseable {
    private final Environment environment;
    private final Preprocessor preprocessor;
    private final FrameStack stack;
    private final byte[] raw;
    private int lastStepFrames;

    /** A new environment of the game, shown as the configuration asks for; closing this closes it. */
    public ObservedEnvironment(
            EnvironmentFactory games, EnvironmentConfig config, ObservationConfig observation, long seed) {
        this(games, config, observation, seed, StageViewer.NOBODY);
    }

    /** The same, where somebody looks at every stage of the preprocessing. */
    public ObservedEnvironment(
            EnvironmentFactory games,
            EnvironmentConfig config,
            ObservationConfig observation,
            long seed,
            StageViewer viewer) {
        environment =
                games.create(config, Preprocessor.rawSource(observation), Preprocessor.rawFrames(observation), seed);
        try {
            preprocessor = new Preprocessor(observation, environment.frameSpec(), viewer);
            stack = new FrameStack(preprocessor.frameSpec(), observation.stack(), observation.before());
            raw = new byte[environment.frameSpec().size()];
        } catch (RuntimeException | Error e) {
            environment.close();
            throw e;
        }
    }

    /** Starts an episode. */
    public TimeStep reset() {
        TimeStep first = environment.reset();
        environment.observe(raw, 0);
        preprocessor.reset(raw);
        stack.reset(preprocessor.frame());
        lastStepFrames = 0;
        return first;
    }

    /** Starts an episode of which nothing is seen before the first step: until then there is the last frame from before. */
    public TimeStep resetUnseen() {
        TimeStep first = environment.reset();
        stack.reset(preprocessor.frame());
        lastStepFrames = 0;
        return first;
    }

    /** Takes an action for one agent step. */
    public TimeStep step(int action) {
        int before = environment.episodeFrames();
        TimeStep step = environment.step(action);
        lastStepFrames = environment.episodeFrames() - before;
        environment.observe(raw, 0);
        preprocessor.next(raw);
        stack.push(preprocessor.frame());
        return step;
    }

    /** Whether an episode is in progress, so that {@link #step} may be called. */
    public boolean isRunning() {
        return environment.isRunning();
    }

    /** The newest preprocessed frame, {@link #frameSpec}; overwritten by the next step. */
    public byte[] frame() {
        return preprocessor.frame();
    }

    /** The stack that the network sees, {@link #stackSpec}; overwritten by the next step. */
    public byte[] stack() {
        return stack.stack();
    }

    /** The shape of the picture that a person sees, three channels. */
    public FrameSpec pictureSpec() {
        return environment.pictureSpec();
    }

    /** Copies that picture, {@code [height][width][3]}, to {@code target}. */
    public void picture(byte[] target) {
        environment.picture(target);
    }

    /** Emulator frames of the last step. */
    public int lastStepFrames() {
        return lastStepFrames;
    }

    /** Shape of one preprocessed frame. */
    public ObservationSpec frameSpec() {
        return preprocessor.frameSpec();
    }

    /** Shape of the stack. */
    public ObservationSpec stackSpec() {
        return preprocessor.stackSpec();
    }

    /** The actions' names. */
    public List<String> actions() {
        return environment.actions();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        environment.save(out);
        preprocessor.save(out);
        stack.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        environment.load(in);
        preprocessor.load(in);
        stack.load(in);
    }

    @Override
    public void close() {
        environment.close();
    }
}

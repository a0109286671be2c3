package dqn.preprocess;

import dqn.core.Checkpointable;
import dqn.core.DqnException;
import dqn.core.FrameSource;
import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import dqn.preprocess.ObservationConfig.Color;
import dqn.preprocess.ObservationConfig.Pool;
import dqn.preprocess.ObservationConfig.PoolColor;
import dqn.preprocess.ObservationConfig.Resize.Method;
import dqn.preprocess.ObservationConfig.Source;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the raw frames of an environment into the one frame per agent step that the agent sees, as configured: maximum,
 * stride and crop, grey, resize. Which emulator frames make which stack, at 4 frames to an agent step (r is the screen
 * after the reset; frames without a number here are never looked at):
 *
 * <pre>
 * emulator frame             r |  1   2   3   4 |  5   6   7   8 |  9  10  11  12 | 13  14  15  16
 * agent step                 0 |              1 |              2 |              3 |              4
 * pool: none                 r |              4 |              8 |             12 |             16
 * pool: frames               r |       max(3,4) |       max(7,8) |     max(11,12) |     max(15,16)
 * pool: observations         r |       max(r,4) |       max(4,8) |      max(8,12) |     max(12,16)
 * frame()                   f0 |             f1 |             f2 |             f3 |             f4
 * stack of 4          - - - f0 |      - - f0 f1 |     - f0 f1 f2 |    f0 f1 f2 f3 |    f1 f2 f3 f4
 * </pre>
 *
 * In the stack - is black, or f0 again where the config says {@code before: first}; {@link FrameStack} builds it.
 *
 * <p>Stride, crop and grey look at each pixel alone, so their order changes no result; the cheapest first.
 */
public final class Preprocessor implements Checkpointable {
    private final FrameSpec raw;
    private final FrameSpec pooled;
    private final Optional<FramePool> pool;
    private final Stage[] stages;
    private final ObservationSpec frameSpec;
    private final ObservationSpec stackSpec;
    private final byte[] frame;
    private final StageViewer viewer;

    /** For raw frames of this shape. See {@link #Preprocessor(ObservationConfig, FrameSpec, StageViewer)}. */
    public Preprocessor(ObservationConfig config, FrameSpec raw) {
        this(config, raw, StageViewer.NOBODY);
    }

    /**
     * For raw frames of this shape.
     *
     * @param viewer sees what every stage makes
     * @throws DqnException if the crop or the resize does not fit the screen
     * @throws IllegalArgumentException if {@code raw} is not what {@link #rawSource} and {@link #rawFrames} ask for
     */
    public Preprocessor(ObservationConfig config, FrameSpec raw, StageViewer viewer) {
        if (raw.frames() != rawFrames(config)
                || (raw.channels() == 3) != (rawSource(config) == FrameSource.RGB_SCREEN)) {
            throw new IllegalArgumentException(
                    rawFrames(config) + " frames of " + rawSource(config) + " are needed, not " + raw);
        }
        this.raw = raw;
        this.pooled = raw.withFrames(1);
        this.pool = pool(config, raw);
        List<Stage> chain = chain(config, raw);
        this.frameSpec = chain.get(chain.size() - 1).output();
        this.stages = chain.stream().filter(Preprocessor::changes).toArray(Stage[]::new);
        this.stackSpec = frameSpec.stacked(config.stack());
        this.frame = new byte[frameSpec.size()];
        this.viewer = viewer;
    }

    /** Which picture of the game these stages start from. */
    public static FrameSource rawSource(ObservationConfig config) {
        if (config.source() == Source.RAM) {
            return FrameSource.RAM;
        }
        return config.color() == Color.GREY ? FrameSource.GREY_SCREEN : FrameSource.RGB_SCREEN;
    }

    /** How many emulator frames each observation needs: 2 where the last two are pooled, else 1. */
    public static int rawFrames(ObservationConfig config) {
        return config.pool() == Pool.FRAMES ? 2 : 1;
    }

    private static Optional<FramePool> pool(ObservationConfig config, FrameSpec raw) {
        if (config.pool() == Pool.NONE) {
            return Optional.empty();
        }
        // A picture that stays in colour is pooled in colour whatever poolColor says.
        return Optional.of(
                new FramePool(raw, config.poolColor() == PoolColor.GREY ? brightness(config) : Optional.empty()));
    }

    private static List<Stage> chain(ObservationConfig config, FrameSpec raw) {
        List<Stage> chain = new ArrayList<>();
        Stage crop = new Crop(raw, config.stride(), config.crop());
        chain.add(crop);
        Optional<Brightness> brightness = brightness(config);
        boolean bilinear =
                config.resize().map(r -> r.method() == Method.BILINEAR).orElse(false);
        // The bilinear resize takes its grey unrounded; all others work on bytes.
        if (brightness.isPresent() && !bilinear) {
            chain.add(new Grayscale(crop.output(), brightness.get()));
        }
        ObservationSpec picture = chain.get(chain.size() - 1).output();
        config.resize().ifPresent(size -> chain.add(resize(picture, size, brightness)));
        return chain;
    }

    private static boolean changes(Stage stage) {
        return !(stage instanceof Crop crop && crop.keepsAll());
    }

    private static Stage resize(
            ObservationSpec picture, ObservationConfig.Resize size, Optional<Brightness> brightness) {
        if (size.height() > picture.height() || size.width() > picture.width()) {
            throw new DqnException("observation.resize only makes pictures smaller, and " + size.height() + "x"
                    + size.width() + " is larger than the " + picture.height() + "x" + picture.width()
                    + " pixels that are left here; choose a smaller size, or none.");
        }
        return size.method() == Method.AREA
                ? AreaResize.of(picture, size.height(), size.width())
                : new BilinearResize(picture, brightness, size.height(), size.width());
    }

    /** How colours become grey; empty where they stay, or where the screen is grey already. */
    private static Optional<Brightness> brightness(ObservationConfig config) {
        if (rawSource(config) != FrameSource.RGB_SCREEN || config.color() == Color.RGB) {
            return Optional.empty();
        }
        return Optional.of(config.color() == Color.MEAN ? Brightness.mean() : Brightness.luminance());
    }

    /** The shape of {@link #frame}. */
    public ObservationSpec frameSpec() {
        return frameSpec;
    }

    /** The shape of the configured stack of frames: what the network sees. */
    public ObservationSpec stackSpec() {
        return stackSpec;
    }

    /** Takes the raw frames that follow a reset: no earlier observation counts any more. */
    public void reset(byte[] rawFrames) {
        pool.ifPresent(p -> p.reset(rawFrames));
        next(rawFrames);
    }

    /** Takes the raw frames that follow a step, {@code raw.size()} bytes as the environment writes them. */
    public void next(byte[] rawFrames) {
        if (rawFrames.length != raw.size()) {
            throw new IllegalArgumentException(rawFrames.length + " bytes are not " + raw);
        }
        if (pool.isPresent()) {
            pool.get().showPrevious(viewer);
        }
        viewer.frames("frame", raw, rawFrames);
        byte[] picture = rawFrames;
        if (pool.isPresent()) {
            picture = pool.get().apply(rawFrames);
            viewer.frames("maximum", pooled, picture);
        }
        for (Stage stage : stages) {
            picture = stage.apply(picture);
            if (!(stage instanceof Crop crop && crop.keepsPicture())) {
                viewer.picture(stage.name(), stage.output(), picture);
            }
        }
        System.arraycopy(picture, 0, frame, 0, frame.length);
    }

    /** The current frame, {@code [channels][height][width]}: changes with the next one, copy what must last. */
    public byte[] frame() {
        return frame;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        SavedBytes.write(frame, out);
        if (pool.isPresent()) {
            pool.get().save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        SavedBytes.read(frame, in);
        if (pool.isPresent()) {
            pool.get().load(in);
        }
    }
}

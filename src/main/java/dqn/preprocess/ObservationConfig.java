package dqn.preprocess;

import dqn.core.InvalidSetting;
import java.util.Optional;

/**
 * The {@code observation} part of the configuration: the stages that turn raw frames into what the network sees, in
 * order.
 *
 * @param source screen or console memory
 * @param pool what the maximum is taken over
 * @param poolColor whether the maximum is taken of grey values or of red, green and blue before they become grey
 * @param color how a screen becomes grey, or rgb to leave it
 * @param stride keep every n-th row and column
 * @param crop part of the picture to keep
 * @param resize final size
 * @param stack frames the network sees
 * @param before what stands before an episode's first frame
 * @param afterReset what is seen between a reset and the first step
 * @param scale what each byte is multiplied by at the network
 */
public record ObservationConfig(
        Source source,
        Pool pool,
        PoolColor poolColor,
        Color color,
        int stride,
        Optional<Crop> crop,
        Optional<Resize> resize,
        int stack,
        Before before,
        AfterReset afterReset,
        double scale) {
    /** Refuses what cannot be, and stages that would have nothing to work on. */
    public ObservationConfig {
        InvalidSetting.unlessWithin(1, 100, "stride", stride);
        InvalidSetting.unlessWithin(1, 100, "stack", stack);
        InvalidSetting.unlessPositive("scale", scale);
        InvalidSetting.unless(
                pool == Pool.NONE || poolColor == PoolColor.GREY || color != Color.GREY,
                "poolColor",
                "must be grey where color is grey: the emulator gives grey frames, so choose mean or luminance to pool"
                        + " in rgb");
        if (source == Source.RAM) {
            String whenRam = "with source: ram, which has no picture";
            InvalidSetting.unless(pool == Pool.NONE, "pool", "must be none " + whenRam);
            InvalidSetting.unless(stride == 1, "stride", "must be 1 " + whenRam);
            InvalidSetting.unless(crop.isEmpty(), "crop", "must be none " + whenRam);
            InvalidSetting.unless(resize.isEmpty(), "resize", "must be none " + whenRam);
        }
    }

    /** Where observations come from. */
    public enum Source {
        SCREEN,
        RAM
    }

    /** What the maximum is taken over. */
    public enum Pool {
        NONE,
        /** The last two emulator frames. */
        FRAMES,
        /** The last two agent observations. */
        OBSERVATIONS
    }

    /** In which colours the maximum is taken. */
    public enum PoolColor {
        GREY,
        RGB
    }

    /** How a screen becomes grey. */
    public enum Color {
        /** The emulator's own grey palette. */
        GREY,
        /** Mean of red, green and blue, truncated. */
        MEAN,
        /** 0.2125 R + 0.7154 G + 0.0721 B. */
        LUMINANCE,
        /** Left in colour: three planes. */
        RGB
    }

    /** Rows and columns to keep, from inclusive to exclusive, after the stride. */
    public record Crop(Range rows, Range columns) {
        /** Refuses an empty part. */
        public Crop {
            require("rows", rows);
            require("columns", columns);
        }

        private static void require(String key, Range range) {
            InvalidSetting.unless(
                    range.first() >= 0 && range.first() < range.end(),
                    key,
                    "must be the first and the one after the last, counted from 0, not [" + range.first() + ", "
                            + range.end() + "]");
        }
    }

    /** Rows or columns, the end excluded. */
    public record Range(int first, int end) {
        /** How many they are. */
        public int size() {
            return end - first;
        }
    }

    /** Final size and method. */
    public record Resize(int height, int width, Method method) {
        /** Refuses an empty picture, and one far larger than any screen. */
        public Resize {
            InvalidSetting.unlessWithin(1, 1_000, "height", height);
            InvalidSetting.unlessWithin(1, 1_000, "width", width);
        }

        /** How pixels are mixed. */
        public enum Method {
            /** As OpenCV's INTER_AREA. */
            AREA,
            /** As scikit-image's resize of order 1 on values 0 to 1. */
            BILINEAR
        }
    }

    /** What stands before an episode's first frame. */
    public enum Before {
        BLANK,
        FIRST
    }

    /** What the agent sees between the reset behind an episode and the next one's first step. */
    public enum AfterReset {
        /** The first frame. */
        NEW,
        /** The last frame of the episode before: a mistake of a program that is reproduced here. */
        OLD
    }
}

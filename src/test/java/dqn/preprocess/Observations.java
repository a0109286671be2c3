package dqn.preprocess;

import dqn.preprocess.ObservationConfig.AfterReset;
import dqn.preprocess.ObservationConfig.Before;
import dqn.preprocess.ObservationConfig.Color;
import dqn.preprocess.ObservationConfig.Pool;
import dqn.preprocess.ObservationConfig.PoolColor;
import dqn.preprocess.ObservationConfig.Range;
import dqn.preprocess.ObservationConfig.Resize;
import dqn.preprocess.ObservationConfig.Resize.Method;
import dqn.preprocess.ObservationConfig.Source;
import java.util.Optional;

/** Configurations for the tests: of this project's default and of each system that it reproduces. */
final class Observations {
    private Observations() {}

    /** Maximum of two grey frames, area resize to 84x84, stack of 4. */
    static ObservationConfig standard() {
        return screen(Pool.FRAMES, PoolColor.GREY, Color.GREY, 1, Optional.empty(), to84(Method.AREA), 4);
    }

    /** Every second row and column, mean of the colours, rows 10 to 99, no stack. */
    static ObservationConfig notebook() {
        Optional<ObservationConfig.Crop> rows =
                Optional.of(new ObservationConfig.Crop(new Range(10, 100), new Range(0, 80)));
        return screen(Pool.NONE, PoolColor.GREY, Color.MEAN, 2, rows, Optional.empty(), 1);
    }

    /** Maximum of two observations in colour, luminance, bilinear to 84x84, stack of 4 filled with the first. */
    static ObservationConfig course() {
        return screen(Pool.OBSERVATIONS, PoolColor.RGB, Color.LUMINANCE, 1, Optional.empty(), to84(Method.BILINEAR), 4);
    }

    /** The screen as it is, in colour. */
    static ObservationConfig colour() {
        return screen(Pool.NONE, PoolColor.GREY, Color.RGB, 1, Optional.empty(), Optional.empty(), 1);
    }

    static ObservationConfig ram() {
        return new ObservationConfig(
                Source.RAM,
                Pool.NONE,
                PoolColor.GREY,
                Color.GREY,
                1,
                Optional.empty(),
                Optional.empty(),
                1,
                Before.BLANK,
                AfterReset.NEW,
                1);
    }

    static ObservationConfig screen(
            Pool pool,
            PoolColor poolColor,
            Color color,
            int stride,
            Optional<ObservationConfig.Crop> crop,
            Optional<Resize> resize,
            int stack) {
        return new ObservationConfig(
                Source.SCREEN,
                pool,
                poolColor,
                color,
                stride,
                crop,
                resize,
                stack,
                Before.BLANK,
                AfterReset.NEW,
                1 / 255.0);
    }

    static Optional<Resize> to84(Method method) {
        return Optional.of(new Resize(84, 84, method));
    }
}

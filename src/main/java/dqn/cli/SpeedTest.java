package dqn.cli;

import dqn.env.Catch;
import dqn.env.ale.RomCatalog;
import dqn.metrics.MetricSinks;
import dqn.network.NetworkBackend;
import dqn.network.dl4j.Dl4jBackend;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Trains for some seconds as {@code dqn bench train} does, with the engine of a configuration: the Nature network in the
 * place of its own, so that there is something to compare to.
 *
 * @param config whose engine is measured
 * @param game that is played
 * @param rom a file to take the game from instead of the store
 */
record SpeedTest(RunConfig config, String game, Optional<Path> rom) {
    private static final String WHAT = "speed";
    private static final double SECONDS = 5;
    private static final String TRANSITIONS = "500";
    /** Measured on two quiet cores, see README.md: 440 with AVX-512, two thirds of that with AVX2, DL4J 17 times slower. */
    private static final int USUAL = 300;

    private static final int USUAL_OF_DL4J = 15;
    /** A slower computer is one thing, a crowded or throttled one another. */
    private static final double SUSPICIOUS = 0.5;

    Finding look() throws IOException {
        if (game.equals(Catch.NAME)) { // which takes the emulator no time, and compares to nothing
            return new SpeedTest(config, RomCatalog.OWN_GAME, Optional.empty()).look();
        }
        RunConfig measured = new ConfigLoader().resolvePreset("dopamine", settings());
        NetworkBackend backend = Backends.of(measured.compute());
        try (TrainingRun run =
                new TrainingRun(measured, Games.of(measured.game(), rom), backend, new MetricSinks(Map.of()))) {
            Spread speed = new TrainingSpeed(run).measure(measured.replay().start(), SECONDS);
            return judge(speed, backend.name());
        }
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(TrainingSpeed.settings(game));
        settings.add(TrainingSpeed.replay(TRANSITIONS));
        settings.add("network.padding=valid");
        settings.add("compute.backend=" + config.compute().backend().name().toLowerCase(Locale.ROOT));
        settings.add("compute.precision=" + config.compute().precision().name().toLowerCase(Locale.ROOT));
        return settings;
    }

    /** Whether that is a speed that such an engine usually has. */
    static Finding judge(Spread speed, String engine) {
        int usual = engine.equals(Dl4jBackend.NAME) ? USUAL_OF_DL4J : USUAL;
        String text = String.format(
                Locale.ROOT,
                "%s by the Nature network; on two cores that nothing else uses %d or more are usual",
                speed.text("agent steps/s", 0),
                usual);
        if (speed.median() >= SUSPICIOUS * usual) {
            return Finding.ok(WHAT, text);
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Finding.warn(
                WHAT,
                String.format(
                        Locale.ROOT,
                        "%s: the load is %.1f on %d cores; stop what else computes here, or allow this computer more power.",
                        text,
                        load,
                        Runtime.getRuntime().availableProcessors()));
    }
}

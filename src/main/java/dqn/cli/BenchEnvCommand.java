package dqn.cli;

import dqn.env.ale.BareEmulator;
import dqn.training.ConfigLoader;
import dqn.training.EnvironmentPool;
import dqn.training.Presets;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dqn bench env}: from actions to the stacks of frames that the network sees. */
@Command(
        name = "env",
        description = "Measures random play, with frames preprocessed and stacked, in agent steps a second.",
        sortOptions = false,
        footer = {"", "Example:", "  dqn bench env --game pong --envs 8"})
final class BenchEnvCommand implements Callable<Integer> {
    @Option(
            names = "--game",
            order = 1,
            paramLabel = "NAME",
            defaultValue = "space_invaders",
            description = "The game (space_invaders).")
    private String game;

    @Option(names = "--envs", order = 2, paramLabel = "N", defaultValue = "1", description = "Games at once (1).")
    private String envs;

    @Option(
            names = "--threads",
            order = 3,
            paramLabel = "N",
            defaultValue = "auto",
            description = "Threads that play them.")
    private String threads;

    @Mixin
    private Measuring measuring;

    @Override
    public Integer call() {
        RunConfig config = new ConfigLoader()
                .resolvePreset(
                        Presets.DEFAULT,
                        List.of("game=" + game, "environment.envs=" + envs, "compute.threads=" + threads));
        Path rom = Games.rom(config.game(), Optional.empty());
        int count = config.environment().envs();
        int used = Math.min(count, Threads.of(config.compute().threads()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("game", config.game());
        document.put("envs", count);
        document.put("threads", used);
        try (EnvironmentPool pool = new EnvironmentPool(
                        Games.of(config.game(), Optional.empty()),
                        config.environment(),
                        config.observation(),
                        config.seed(),
                        used);
                BareEmulator bare = new BareEmulator(
                        rom, config.seed(), config.environment().stickyActions())) {
            RandomPlay play = new RandomPlay(pool);
            String sentence = count == 1
                    ? besideBare(
                            document,
                            play,
                            new RandomPlay(bare, pool.get(0).actions().size()))
                    : alone(document, play);
            measuring.print(document, sentence);
        }
        return 0;
    }

    private String alone(Map<String, Object> document, RandomPlay play) {
        Spread rate =
                Spread.of(RandomPlay.rates(List.of(play), measuring.seconds()).get(0));
        document.put("agent_steps_per_s", rate.toMap());
        return document.get("envs") + " games on " + document.get("threads") + " threads: "
                + rate.text("agent steps/s", 0);
    }

    private String besideBare(Map<String, Object> document, RandomPlay play, RandomPlay bare) {
        List<double[]> rates = RandomPlay.rates(List.of(play, bare), measuring.seconds());
        double[] ratios = new double[rates.get(0).length];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = rates.get(0)[round] / rates.get(1)[round];
        }
        Spread rate = Spread.of(rates.get(0));
        Spread bareRate = Spread.of(rates.get(1));
        double ofBare = Spread.of(ratios).median();
        document.put("agent_steps_per_s", rate.toMap());
        document.put("bare_steps_per_s", bareRate.toMap());
        document.put("of_bare", ofBare);
        return String.format(
                Locale.ROOT,
                "%s, %.0f %% of the bare emulator's %s",
                rate.text("agent steps/s", 0),
                100 * ofBare,
                bareRate.text("agent steps/s", 0));
    }
}

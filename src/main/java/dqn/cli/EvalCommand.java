package dqn.cli;

import dqn.core.RandomStream;
import dqn.env.EnvironmentFactory;
import dqn.metrics.GamesBar;
import dqn.training.Evaluator;
import dqn.training.ObservedEnvironment;
import dqn.training.Protocol;
import dqn.training.RunConfig;
import dqn.training.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dqn eval}: plays whole games and tells their scores. */
@Command(
        name = "eval",
        description = "Plays whole games by a trained agent, or by a fixed policy, and tells their scores.",
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  dqn eval                                            the newest run",
            "  dqn eval --checkpoint runs/first --episodes 100",
            "  dqn eval --policy random --game space_invaders      what chance scores",
            "  dqn eval --policy constant:FIRE --game space_invaders --json"
        })
final class EvalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PlayerOptions player;

    @Option(names = "--episodes", order = 5, paramLabel = "N", description = "Games to play (30; 100 with --policy).")
    private Integer episodes;

    @Option(names = "--json", order = 6, description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        if (episodes != null) {
            player.requireWithin(1, 1_000_000, "--episodes", episodes);
        }
        try (Console console = new Console(spec.commandLine().getOut());
                Player chosen = player.choose()) {
            RunConfig config = chosen.config();
            int games = episodes == null ? chosen.usualEpisodes() : episodes;
            Protocol protocol = new Protocol(config.evaluationEnvironment(), chosen.epsilon(), games);
            Scores scores = play(chosen, games, console);
            console.out().println(json ? json(chosen, protocol, scores) : text(chosen, protocol, scores));
            return 0;
        }
    }

    private Scores play(Player chosen, int games, Console console) {
        RandomStream random = new RandomStream(player.seed(), "evaluation");
        EnvironmentFactory factory = player.games(chosen);
        try (ObservedEnvironment environment = new ObservedEnvironment(
                factory,
                chosen.config().evaluationEnvironment(),
                chosen.config().observation(),
                random.nextLong(Long.MAX_VALUE))) {
            Evaluator evaluator = new Evaluator(environment, chosen.policy(environment, random));
            if (!console.isTerminal()) {
                return evaluator.play(games);
            }
            try (GamesBar bar = new GamesBar(console.status(), console::columns, games, System::nanoTime)) {
                return evaluator.play(games, bar);
            }
        }
    }

    private static String text(Player chosen, Protocol protocol, Scores scores) {
        double[] interval = scores.confidence95();
        String confidence = interval.length == 0
                ? ""
                : String.format(Locale.ROOT, " (95 %% confidence %.1f to %.1f)", interval[0], interval[1]);
        return String.format(
                Locale.ROOT,
                "%s, %s%nmean score %.1f%s, standard deviation %.1f, lowest %.0f, highest %.0f%nprotocol: %s",
                chosen.config().game(),
                chosen.name(),
                scores.mean(),
                confidence,
                scores.standardDeviation(),
                scores.min(),
                scores.max(),
                protocol);
    }

    private String json(Player chosen, Protocol protocol, Scores scores) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("game", chosen.config().game());
        document.put("checkpoint", chosen.checkpoint().orElse(null));
        document.put("policy", chosen.checkpoint().isPresent() ? null : chosen.name());
        document.put("seed", player.seed());
        document.put("episodes", scores.count());
        document.put("mean", scores.mean());
        document.put("std", scores.standardDeviation());
        double[] interval = scores.confidence95();
        document.put("ci95", interval.length == 0 ? null : List.of(interval[0], interval[1]));
        document.put("min", scores.min());
        document.put("max", scores.max());
        document.put("scores", DoubleStream.of(scores.values()).boxed().toList());
        document.put("protocol", protocol.toMap());
        return Json.write(document);
    }
}

package dqn.cli;

import dqn.core.RandomStream;
import dqn.metrics.GamesBar;
import dqn.training.Protocol;
import dqn.training.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
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
            "  dqn eval --policy constant:FIRE --game space_invaders --json",
            "  dqn eval --record first.mp4                         and a video of the first game"
        })
final class EvalCommand implements Callable<Integer> {
    /** Of the recorded picture. */
    private static final int WIDTH = 640;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlayerOptions player;

    @Option(
            names = "--episodes",
            order = 5,
            paramLabel = "N",
            description = "Games to play (as the agent's evaluation.episodes says, mostly 30; 100 with --policy).")
    private Integer episodes;

    @Option(names = "--json", order = 6, description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private RecordOptions record;

    @Override
    public Integer call() {
        if (episodes != null) {
            Usage.requireWithin(spec, 1, 1_000_000, "--episodes", episodes);
        }
        try (Console console = new Console(spec.commandLine().getOut());
                Player chosen = player.choose();
                Recording recording = record.begin(
                        WIDTH, Games.framesPerSecond(chosen.config().game()), () -> {})) {
            int games = episodes == null ? chosen.usualEpisodes() : episodes;
            play(chosen, games, console, recording).ifPresent(scores -> tell(chosen, scores, console));
            return recording.finish();
        }
    }

    private void tell(Player chosen, Scores scores, Console console) {
        Protocol protocol = new Protocol(chosen.config().evaluationEnvironment(), chosen.epsilon(), scores.count());
        console.out().println(json ? json(chosen, protocol, scores) : text(chosen, protocol, scores));
    }

    /** Nothing if a signal has ended the recording of the first game, and with it the evaluation. */
    private Optional<Scores> play(Player chosen, int games, Console console, Recording recording) {
        RandomStream random = new RandomStream(player.seed(), "evaluation");
        try (Seat seat = Seat.of(chosen, player.rom(), random, new Show(recording))) {
            if (!console.isTerminal()) {
                return play(seat, games, score -> {}, recording);
            }
            try (GamesBar bar = new GamesBar(console.status(), console::columns, games, System::nanoTime)) {
                return play(seat, games, bar, recording);
            }
        }
    }

    private static Optional<Scores> play(Seat seat, int games, DoubleConsumer onScore, Recording recording) {
        DoubleConsumer afterGame = score -> recording.finish();
        return seat.evaluator().play(games, afterGame.andThen(onScore), recording::isStopped);
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

package dqn.cli;

import dqn.core.DurableFiles;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentConfig.FrameSkip;
import dqn.training.Protocol;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Games that a person plays: their scores are told beside an agent's, and kept. */
final class HumanGames {
    private static final Logger LOG = LoggerFactory.getLogger(HumanGames.class);
    private static final String FILE = "human-scores.csv";
    private static final String HEADER = "game,score,sticky_actions,frame_skip,action_set\n";

    private final RunConfig config;
    private final Path runs;
    private final Consumer<String> out;
    private final List<Double> scores = new ArrayList<>();

    /**
     * By these rules.
     *
     * @param runs the folder of the agents' runs, in which the scores are kept
     * @param out takes the results
     */
    HumanGames(RunConfig config, Path runs, Consumer<String> out) {
        this.config = config;
        this.runs = runs;
        this.out = out;
    }

    /** Plays until all games have ended or the person leaves, whose unfinished game does not count. */
    void play(Seat seat, Show show, int episodes, BooleanSupplier left) {
        LOG.info("You play {}: {}", config.game(), new Protocol(config.evaluationEnvironment(), 0, episodes));
        boolean all = seat.evaluator().play(episodes, this::ended, left).isPresent();
        if (!all && scores.size() < show.episode()) {
            out.accept(String.format(
                    Locale.ROOT, "Game %d: left at %.0f, which does not count", show.episode(), show.score()));
        }
        if (!scores.isEmpty()) {
            conclude();
        }
    }

    private void ended(double score) {
        scores.add(score);
        out.accept(String.format(Locale.ROOT, "Game %d: score %.0f", scores.size(), score));
        keep(score);
    }

    /** A game is not worth failing over, and its score has been told. */
    private void keep(double score) {
        Path file = runs.resolve(FILE);
        try {
            Files.createDirectories(runs);
            if (Files.notExists(file)) {
                Files.writeString(file, HEADER);
            }
            Files.writeString(file, row(score), StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("The score is not kept: {} cannot be written ({})", file, DurableFiles.reason(e));
        }
    }

    private String row(double score) {
        EnvironmentConfig rules = config.environment();
        FrameSkip skip = rules.frameSkip();
        return String.format(
                Locale.ROOT,
                "%s,%.0f,%s,%s,%s\n",
                config.game(),
                score,
                rules.stickyActions(),
                skip.min() == skip.max() ? skip.min() : skip.min() + "-" + skip.max(),
                rules.actionSet().name().toLowerCase(Locale.ROOT));
    }

    private void conclude() {
        double mean = scores.stream().mapToDouble(score -> score).average().orElseThrow();
        String games = scores.size() == 1 ? "1 game" : scores.size() + " games";
        String agent = KnownScore.of(runs, config.game())
                .map(known -> ", agent " + known)
                .orElse(": no agent has a score in this game yet");
        out.accept(String.format(Locale.ROOT, "you %.1f in %s%s", mean, games, agent));
    }
}

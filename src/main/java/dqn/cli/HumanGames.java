package dqn.cli;

import dqn.core.DqnException;
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
    /** Earlier versions kept fewer, the first of these. */
    private static final String COLUMNS = "game,score,sticky_actions,frame_skip,action_set,noop_start,"
            + "max_episode_frames,frames_per_second,truncated,agent_mean_score";

    private final RunConfig config;
    private final double framesPerSecond;
    private final Path runs;
    private final Consumer<String> out;
    private final List<Double> scores = new ArrayList<>();

    /**
     * By these rules.
     *
     * @param framesPerSecond how fast the game goes
     * @param runs the folder of the agents' runs, in which the scores are kept
     * @param out takes the results
     */
    HumanGames(RunConfig config, double framesPerSecond, Path runs, Consumer<String> out) {
        this.config = config;
        this.framesPerSecond = framesPerSecond;
        this.runs = runs;
        this.out = out;
    }

    /** Plays until all games have ended or the person leaves, whose unfinished game does not count. */
    void play(Seat seat, Show show, int episodes, BooleanSupplier left) {
        LOG.info("You play {}: {}", config.game(), new Protocol(config.evaluationEnvironment(), 0, episodes));
        boolean all = seat.evaluator()
                .play(episodes, score -> ended(score, show), left)
                .isPresent();
        if (!all && scores.size() < show.episode()) {
            out.accept(String.format(
                    Locale.ROOT, "Game %d: left at %.0f, which does not count", show.episode(), show.score()));
        }
        if (!scores.isEmpty()) {
            conclude();
        }
    }

    private void ended(double score, Show show) {
        scores.add(score);
        int most = config.evaluationEnvironment().maxEpisodeFrames();
        String end = show.isOver() ? "" : String.format(Locale.ROOT, ", cut off after %,d frames", most);
        out.accept(String.format(Locale.ROOT, "Game %d: score %.0f", scores.size(), score) + end);
        keep(row(score, !show.isOver()));
    }

    /** A game is not worth failing over, and its score has been told. */
    private void keep(String row) {
        Path file = runs.resolve(FILE);
        try {
            DurableFiles.createFolders(runs);
            if (Files.notExists(file)) {
                Files.writeString(file, COLUMNS + "\n");
            }
            addColumns(file);
            Files.writeString(file, row, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("The score is not kept: {} cannot be written ({})", file, DurableFiles.reason(e));
        }
    }

    /** Of earlier games what further columns say is not known. */
    private static void addColumns(Path file) throws IOException {
        String table = Files.readString(file);
        int end = table.indexOf('\n');
        if (end > 0 && COLUMNS.startsWith(table.substring(0, end) + ",")) {
            DurableFiles.write(file, COLUMNS + table.substring(end));
        }
    }

    private String row(double score, boolean truncated) {
        EnvironmentConfig rules = config.evaluationEnvironment();
        FrameSkip skip = rules.frameSkip();
        return String.format(
                Locale.ROOT,
                "%s,%.0f,%s,%s,%s,%d,%d,%s,%s,%s\n",
                config.game(),
                score,
                rules.stickyActions(),
                skip.min() == skip.max() ? skip.min() : skip.min() + "-" + skip.max(),
                rules.actionSet().name().toLowerCase(Locale.ROOT),
                rules.noopStart(),
                rules.maxEpisodeFrames(),
                framesPerSecond,
                truncated,
                agentMean());
    }

    /** Empty where none is known; why none can be read is told at the end. */
    private String agentMean() {
        try {
            return KnownScore.of(runs, config.game())
                    .map(known -> String.format(Locale.ROOT, "%.1f", known.mean()))
                    .orElse("");
        } catch (DqnException e) {
            return "";
        }
    }

    private void conclude() {
        double mean = scores.stream().mapToDouble(score -> score).average().orElseThrow();
        String games = scores.size() == 1 ? "1 game" : scores.size() + " games";
        out.accept(String.format(Locale.ROOT, "you %.1f in %s%s", mean, games, agent()));
    }

    private String agent() {
        try {
            return KnownScore.of(runs, config.game())
                    .map(known -> ", agent " + known)
                    .orElse(": no agent under " + runs + " has a score in this game yet");
        } catch (DqnException e) { // nor is this, behind which a recording is still to be finished
            LOG.warn("No agent's score can be told: {}", e.getMessage());
            return "";
        }
    }
}

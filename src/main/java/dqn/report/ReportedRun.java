package dqn.report;

import dqn.training.ConfigLoader;
import dqn.training.Protocol;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One run as its files tell of it.
 *
 * @param path of its directory, as it was named
 * @param settings its configuration, by full keys; {@link PublishedProtocol#INIT} if it began with another's weights
 * @param rules of its training games, for a person
 * @param evaluationRules of its evaluations, as {@code dqn eval --json} has them, without epsilon and number of games
 * @param manifest if there is a readable one
 * @param episodes its games: score
 * @param metrics epsilon, loss, mean_max_q
 * @param timing agent_steps_per_second
 * @param evaluations evaluated_episodes, mean_score, score_standard_deviation
 * @param problems what is wrong with its files, a line each
 */
public record ReportedRun(
        Path path,
        Map<String, String> settings,
        String rules,
        Map<String, String> evaluationRules,
        Optional<RunManifest> manifest,
        Table episodes,
        Table metrics,
        Table timing,
        Table evaluations,
        List<String> problems) {
    /** Games that are the last ones, or the first, at most. */
    static final int GAMES = 100;

    static final String SCORE = "score";

    private static final Pattern SEED = Pattern.compile("(s|seed)[^a-zA-Z0-9]*[0-9]+");

    private static final String[] EPISODES = {SCORE};
    private static final String[] METRICS = {"epsilon", "loss", "mean_max_q"};
    private static final String[] TIMING = {"agent_steps_per_second"};
    private static final String[] EVALUATIONS = {"evaluated_episodes", "mean_score", "score_standard_deviation"};

    /**
     * Reads a run's directory, or what was kept of it: only the configuration must be there.
     *
     * @throws dqn.core.ConfigException if that cannot be read
     */
    static ReportedRun read(Path path) {
        RunDirectory directory = new RunDirectory(path);
        RunConfig config = new ConfigLoader().resolveFile(directory.config(), List.of());
        long budget = config.mostAgentSteps();
        List<String> problems = new ArrayList<>();
        return of(
                path,
                config,
                table(directory.episodes(), budget, true, problems, EPISODES),
                table(directory.metrics(), budget, true, problems, METRICS),
                table(directory.timing(), budget, false, problems, TIMING),
                table(directory.evaluations(), budget, false, problems, EVALUATIONS),
                problems);
    }

    /**
     * A run that may still go on: nothing of its tables is read before {@link #refresh}, and of its evaluations nothing.
     *
     * @param config of it
     */
    public static ReportedRun follow(Path path, RunConfig config) {
        RunDirectory directory = new RunDirectory(path);
        long budget = config.mostAgentSteps();
        return of(
                path,
                config,
                Table.empty(directory.episodes(), budget, EPISODES),
                Table.empty(directory.metrics(), budget, METRICS),
                Table.empty(directory.timing(), budget, TIMING),
                Table.empty(directory.evaluations(), budget, EVALUATIONS),
                List.of());
    }

    private static ReportedRun of(
            Path path,
            RunConfig config,
            Table episodes,
            Table metrics,
            Table timing,
            Table evaluations,
            List<String> problems) {
        Optional<RunManifest> manifest = new RunDirectory(path).readManifest();
        Map<String, String> settings = new LinkedHashMap<>(Settings.of(config));
        manifest.map(RunManifest::init)
                .filter(init -> !init.equals(RunManifest.OWN))
                .ifPresent(init -> settings.put(PublishedProtocol.INIT, init));
        return new ReportedRun(
                path,
                settings,
                Protocol.trainingRules(config),
                EvaluationResult.rules(Protocol.of(config).toMap()),
                manifest,
                episodes,
                metrics,
                timing,
                evaluations,
                problems);
    }

    /** Takes in what the tables of its curves have grown by. */
    public void refresh() {
        List.of(episodes, metrics, timing).forEach(Table::refresh);
    }

    private static Table table(Path file, long budget, boolean usual, List<String> problems, String... columns) {
        if (!Files.exists(file)) {
            if (usual) {
                problems.add("there is no " + file.getFileName());
            }
            return Table.empty(file, budget, columns);
        }
        Table table = Table.read(file, budget, columns);
        table.problem().ifPresent(problems::add);
        return table;
    }

    /** Of its directory; behind the folder above where it is a seed's only, as in {@code rgb-light/seed-1}. */
    public String name() {
        List<String> folders = new ArrayList<>();
        path.toAbsolutePath().normalize().forEach(folder -> folders.add(folder.toString()));
        return String.join("/", folders.subList(nameStart(folders, folders.size() - 1), folders.size()));
    }

    /** Where the name of the run in this one of the folders begins. */
    static int nameStart(List<String> folders, int run) {
        return run > 0 && SEED.matcher(folders.get(run)).matches() ? run - 1 : run;
    }

    String game() {
        return settings.get("game");
    }

    String seed() {
        return settings.get("seed");
    }

    /** The value of a setting; none where the run has no such key. */
    String parameter(String key) {
        return settings.getOrDefault(key, "none");
    }

    /** How far it has come, in agent steps. */
    long agentSteps() {
        return Math.max(episodes.lastSteps(), metrics.lastSteps());
    }

    /** Its scores by million frames. */
    MillionFrames millions() {
        MillionFrames millions = new MillionFrames();
        for (int row = 0; row < episodes.size(); row++) {
            double score = episodes.value(row, SCORE);
            if (Double.isFinite(score)) {
                millions.add(episodes.steps(row), score);
            }
        }
        millions.reach(agentSteps());
        return millions;
    }

    /** The finite scores of all games, in order. */
    double[] scores() {
        return IntStream.range(0, episodes.size())
                .mapToDouble(row -> episodes.value(row, SCORE))
                .filter(Double::isFinite)
                .toArray();
    }

    /** Scores of the first games, as far as they are not among the last. */
    double[] firstScores() {
        double[] scores = scores();
        return DoubleStream.of(scores)
                .limit(Math.min(GAMES, Math.max(0, scores.length - GAMES)))
                .toArray();
    }

    /** Scores of the last games. */
    double[] lastScores() {
        double[] scores = scores();
        return DoubleStream.of(scores).skip(Math.max(0, scores.length - GAMES)).toArray();
    }
}

package dqn.cli;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointStore;
import dqn.core.DqnException;
import dqn.report.Table;
import dqn.training.ConfigLoader;
import dqn.training.Protocol;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What an agent is known to score.
 *
 * @param mean of its games
 * @param origin which agent in which games
 */
record KnownScore(double mean, String origin) {
    private static final String MEAN_SCORE = "mean_score";
    private static final String TRAINING_GAMES = ": its last 100 training games, random actions and all";

    /**
     * Of the newest run of a game that has one: its last evaluation, else the games that its best checkpoint was chosen by;
     * where no run has one, of the agent that comes with the program.
     */
    static Optional<KnownScore> of(Path runs, String game) {
        return Runs.newestFirst(runs).stream()
                .flatMap(run -> of(run, game).stream())
                .findFirst()
                .or(() -> Agents.shipped(Optional.of(game)).flatMap(KnownScore::shipped));
    }

    private static Optional<KnownScore> shipped(Path agent) {
        OptionalDouble quality = Checkpoint.openAgent(agent).manifest().quality();
        return quality.isPresent()
                ? Optional.of(new KnownScore(quality.getAsDouble(), agent + TRAINING_GAMES))
                : Optional.empty();
    }

    private static Optional<KnownScore> of(RunDirectory run, String game) {
        try {
            RunConfig config = new ConfigLoader().resolveFile(run.config(), List.of());
            return config.game().equals(game)
                    ? lastEvaluation(run, config).or(() -> bestCheckpoint(run))
                    : Optional.empty();
        } catch (DqnException e) {
            return Optional.empty(); // somebody else's broken run
        }
    }

    private static Optional<KnownScore> lastEvaluation(RunDirectory run, RunConfig config) {
        Table table = Table.read(run.evaluations(), config.mostAgentSteps(), MEAN_SCORE);
        return IntStream.range(0, table.size())
                .mapToDouble(row -> table.value(row, MEAN_SCORE))
                .filter(Double::isFinite)
                .boxed()
                .reduce((earlier, later) -> later)
                .map(mean -> new KnownScore(mean, run.path() + ": " + Protocol.of(config)));
    }

    private static Optional<KnownScore> bestCheckpoint(RunDirectory run) {
        return new CheckpointStore(run.path())
                .bestAgent()
                .map(best ->
                        new KnownScore(best.manifest().quality().orElseThrow(), best.directory() + TRAINING_GAMES));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f (%s)", mean, origin);
    }
}

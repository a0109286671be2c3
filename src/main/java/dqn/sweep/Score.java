package dqn.sweep;

import dqn.core.DqnException;
import dqn.report.Table;
import dqn.training.RunDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How good a trial is.
 *
 * @param mean score; NaN without games
 * @param games that it is the mean of
 * @param frames that the trial has come
 */
record Score(double mean, long games, long frames) {
    private static final String FRAMES = "frame_count";
    private static final String SCORE = "score";
    private static final JsonMapper JSON = new JsonMapper();

    /** The file in a run directory for what {@code dqn eval --json} prints; a report shows it too. */
    static final String EVALUATION = "eval.json";

    /**
     * Of a run that has come to the end of its length.
     *
     * @param length in frames, where it is counted in frames
     * @throws DqnException if its files do not tell
     */
    static Score of(Path run, Objective objective, OptionalLong length) {
        long frames = frames(run);
        return switch (objective.kind()) {
            case WINDOW -> window(run, frames, objective.window(length.orElse(frames)), length.orElse(frames));
            case EVALUATION -> evaluation(run.resolve(EVALUATION), frames);
        };
    }

    private static long frames(Path run) {
        Table metrics = table(new RunDirectory(run).metrics(), 0, FRAMES);
        if (metrics.size() == 0) {
            throw new DqnException(run + " has no metrics.csv that tells how far it came");
        }
        return (long) metrics.value(metrics.size() - 1, FRAMES);
    }

    /** What comes after so many frames. All of the file must be sound: a mean of what can be read would be another number. */
    private static Table table(Path file, long after, String... columns) {
        Table table = Table.readEnd(file, (double) after, columns);
        table.problem().ifPresent(problem -> {
            throw new DqnException(file.getParent() + ": " + problem);
        });
        return table;
    }

    /** Of the games that ended after the window's beginning; a run may end a few frames late. */
    private static Score window(Path run, long frames, long window, long end) {
        Table episodes = table(new RunDirectory(run).episodes(), end - window, FRAMES, SCORE);
        double sum = 0;
        for (int row = 0; row < episodes.size(); row++) {
            sum += episodes.value(row, SCORE);
        }
        return new Score(sum / episodes.size(), episodes.size(), frames);
    }

    private static Score evaluation(Path file, long frames) {
        try {
            Map<?, ?> document = JSON.readValue(file.toFile(), Map.class);
            if (document.get("mean") instanceof Number mean && document.get("episodes") instanceof Number episodes) {
                return new Score(mean.doubleValue(), episodes.longValue(), frames);
            }
        } catch (JacksonException e) {
            throw new DqnException(file + " cannot be read (" + e.getOriginalMessage() + ")", e);
        }
        throw new DqnException(file + " holds no mean score of an evaluation");
    }
}

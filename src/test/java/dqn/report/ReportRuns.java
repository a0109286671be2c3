package dqn.report;

import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Run directories whose tables are made up, so that every value of a chart is known. */
public final class ReportRuns {
    private ReportRuns() {}

    /** A run of 20,000 agent steps with a game every 500, of which number n scores {@code base + n}. */
    public static Path write(Path run, int base, String... sets) throws IOException {
        Files.createDirectories(run);
        RunConfig config = new ConfigLoader().resolvePreset("dopamine", List.of(sets));
        Files.writeString(run.resolve("config.yaml"), ConfigLoader.toYaml(config));
        StringBuilder episodes = new StringBuilder("agent_step_count,score\n");
        StringBuilder metrics = new StringBuilder("agent_step_count,epsilon,loss,mean_max_q\n");
        StringBuilder timing = new StringBuilder("agent_step_count,agent_steps_per_second\n");
        for (int n = 1; n <= 40; n++) {
            episodes.append(500 * n).append(',').append(base + n).append('\n');
            if (n % 5 == 0) {
                metrics.append(500 * n).append(",0.5,").append(base).append(".5,2\n");
                timing.append(500 * n).append(",260\n");
            }
        }
        Files.writeString(run.resolve("episodes.csv"), episodes);
        Files.writeString(run.resolve("metrics.csv"), metrics);
        Files.writeString(run.resolve("timing.csv"), timing);
        return run;
    }

    /** What {@code dqn eval --json} prints. */
    static void writeResult(Path file, String game, String policy, double stickyActions, String scores)
            throws IOException {
        writeResult(file, game, "\"checkpoint\": null, \"policy\": \"" + policy + "\"", scores, stickyActions);
    }

    /** The same of a model. */
    static void writeModelResult(Path file, String game, String model, String scores) throws IOException {
        writeResult(file, game, "\"checkpoint\": \"" + model + "\", \"policy\": null", scores, 0.25);
    }

    private static void writeResult(Path file, String game, String player, String scores, double stickyActions)
            throws IOException {
        Files.writeString(file, """
                {"game": "%s", %s, "scores": [%s], "protocol": {"stickyActions": %s,
                 "frameSkip": 4, "noopStart": 0, "noopUnit": "frames", "lifeLoss": "ignore", "actionSet": "minimal",
                 "maxEpisodeFrames": 108000, "epsilon": 1.0, "episodes": 3}}
                """.formatted(game, player, scores, stickyActions));
    }
}

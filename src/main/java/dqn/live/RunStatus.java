package dqn.live;

import dqn.metrics.Goal;
import dqn.training.RunConfig;
import dqn.training.TrainingLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run stands, as its files tell.
 *
 * @param name that sets it apart from the others
 * @param config of it
 * @param metrics the last row of {@code metrics.csv}
 * @param timing the last row of {@code timing.csv}
 * @param lastNews when any of its files was written last
 * @param now when all this was looked at
 */
record RunStatus(String name, RunConfig config, LastRow metrics, LastRow timing, Instant lastNews, Instant now) {
    /** Rows come at this distance, see {@link TrainingLoop#PROGRESS_AGENT_STEPS}. */
    private static final double ROW_AGENT_STEPS = TrainingLoop.PROGRESS_AGENT_STEPS;

    /** A run may be so quiet, times the time that its rows usually take, before it counts as silent. */
    private static final double PATIENCE = 3;

    private static final double SHORTEST_PATIENCE_SECONDS = 30;
    /** Before there is a row nobody knows how long one takes. */
    private static final double PATIENCE_AT_FIRST_SECONDS = 300;

    /** What a run is doing. */
    enum State {
        /** Its files grow. */
        TRAINING,
        /** It has reached its goal. */
        FINISHED,
        /** Its process was stopped or has died, or hangs: nothing comes any more. */
        SILENT
    }

    State state() {
        if (reached() >= goal().total()) {
            return State.FINISHED;
        }
        return Duration.between(lastNews, now).toMillis() / 1e3 > patienceSeconds() ? State.SILENT : State.TRAINING;
    }

    private Goal goal() {
        return config.goal();
    }

    private double patienceSeconds() {
        double seconds = PATIENCE * ROW_AGENT_STEPS / timing.value("agent_steps_per_second");
        return Double.isFinite(seconds)
                ? Math.max(SHORTEST_PATIENCE_SECONDS, seconds) + evaluationSeconds()
                : PATIENCE_AT_FIRST_SECONDS;
    }

    /**
     * The longest that an evaluation, during which no row comes, may take from here, at no more than the speed of
     * training; 0 if none is due within a row from the last one.
     */
    private double evaluationSeconds() {
        double frames = metrics.value("frame_count");
        double row = ROW_AGENT_STEPS * frames / metrics.value("agent_step_count");
        double every = config.evaluation().everyFrames().orElse(Long.MAX_VALUE);
        if (!(Math.floor((frames + row) / every) > Math.floor(Math.max(0, frames - row) / every))) {
            return 0;
        }
        return config.mostEvaluationFrames() / timing.value("frames_per_second");
    }

    /** How many of the goal's units. */
    private double reached() {
        double count = metrics.value(
                switch (goal().unit()) {
                    case FRAMES -> "frame_count";
                    case AGENT_STEPS -> "agent_step_count";
                    case EPISODES -> "episode_count";
                });
        return Double.isNaN(count) ? 0 : count;
    }

    /** Seconds to the goal at the speed of late, for games at that of the whole run; NaN where it cannot be told. */
    private double secondsLeft() {
        double perSecond = switch (goal().unit()) {
            case FRAMES -> timing.value("frames_per_second");
            case AGENT_STEPS -> timing.value("agent_steps_per_second");
            case EPISODES -> reached() / timing.value("elapsed_seconds");
        };
        return state() == State.TRAINING ? (goal().total() - reached()) / perSecond : Double.NaN;
    }

    /** For the page: what is not known is null. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("game", config.game());
        map.put("seed", Long.toString(config.seed())); // which may be more than a browser can count
        map.put("state", state().name());
        map.put("lastNews", lastNews.toString());
        map.put("reached", reached());
        map.put("total", goal().total());
        map.put("unit", goal().unit().toString());
        map.put("secondsLeft", number(secondsLeft()));
        map.put("games", number(metrics.value("episode_count")));
        map.put("score", number(metrics.value("mean_score_100")));
        map.put("epsilon", number(metrics.value("epsilon")));
        map.put("loss", number(metrics.value("loss")));
        map.put("maxQ", number(metrics.value("mean_max_q")));
        map.put("agentStepsPerSecond", number(timing.value("agent_steps_per_second")));
        return map;
    }

    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}

package dqn.metrics;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log line for every game, in the form of the Breakout course. */
public final class EpisodeLogSink implements MetricSink {
    private static final Logger LOG = LoggerFactory.getLogger(EpisodeLogSink.class);

    private final boolean clipped;

    /**
     * Logs every game.
     *
     * @param clipped whether the total reward is that of the clipped rewards, as the course's was; else it is the game's score,
     *     also where learning scales rewards
     */
    public EpisodeLogSink(boolean clipped) {
        this.clipped = clipped;
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        LOG.info("{}", line(episode));
    }

    String line(EpisodeMetrics episode) {
        return String.format(
                Locale.ROOT,
                "EPISODE: %6d / TIMESTEP: %8d / DURATION: %5d / EPSILON: %.5f / TOTAL_REWARD: %3.0f"
                        + " / AVG_MAX_Q: %2.4f / AVG_LOSS: %.5f / MODE: %s",
                episode.episodeCount(),
                episode.agentStepCount(),
                episode.agentSteps(),
                episode.epsilon(),
                clipped ? episode.clippedReturn() : episode.score(),
                episode.meanMaxQ(),
                episode.meanLoss(),
                episode.mode().name().toLowerCase(Locale.ROOT));
    }
}

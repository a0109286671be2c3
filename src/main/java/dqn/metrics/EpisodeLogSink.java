package dqn.metrics;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log line for every game, in the form of the Breakout course. */
public final class EpisodeLogSink implements MetricSink {
    private static final Logger LOG = LoggerFactory.getLogger(EpisodeLogSink.class);

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        LOG.info("{}", line(episode));
    }

    /** The total reward is the clipped one, as the course's was. */
    static String line(EpisodeMetrics episode) {
        return String.format(
                Locale.ROOT,
                "EPISODE: %6d / TIMESTEP: %8d / DURATION: %5d / EPSILON: %.5f / TOTAL_REWARD: %3.0f"
                        + " / AVG_MAX_Q: %2.4f / AVG_LOSS: %.5f / MODE: %s",
                episode.episodeCount(),
                episode.agentStepCount(),
                episode.agentSteps(),
                episode.epsilon(),
                episode.clippedReturn(),
                episode.meanMaxQ(),
                episode.meanLoss(),
                episode.mode().name().toLowerCase(Locale.ROOT));
    }
}

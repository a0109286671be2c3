package dqn.metrics;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log line for every evaluation. */
public final class EvaluationLogSink implements MetricSink {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationLogSink.class);

    @Override
    public void onEvaluation(EvaluationMetrics evaluation) {
        LOG.info("{}", line(evaluation));
    }

    static String line(EvaluationMetrics evaluation) {
        return String.format(
                Locale.ROOT,
                "Evaluation after %,d frames: mean score %.1f over %s, standard deviation %.1f",
                evaluation.frameCount(),
                evaluation.meanScore(),
                evaluation.episodes() == 1 ? "1 game" : evaluation.episodes() + " games",
                evaluation.standardDeviation());
    }
}

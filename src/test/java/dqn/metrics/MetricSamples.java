package dqn.metrics;

import dqn.core.Checkpointable;
import dqn.metrics.EpisodeMetrics.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A little run to feed the sinks with. */
final class MetricSamples {
    private MetricSamples() {}

    static ProgressMetrics progress(long n) {
        return new ProgressMetrics(
                40_000 * n, 10_000 * n, 2_500 * n, 7 * n, 1.0 / n, n == 1 ? Double.NaN : 186.25 * n, 0.1 * n, 1e-9 * n);
    }

    static EpisodeMetrics episode(long n, Mode mode) {
        double loss = mode == Mode.RANDOM ? Double.NaN : 0.0123;
        long updates = mode == Mode.RANDOM ? 0 : 250 * n;
        return new EpisodeMetrics(n, 4_000 * n, 1_000 * n, updates, 812, 215, 21, 0.875, 1.5, loss, mode);
    }

    static EvaluationMetrics evaluation(long n) {
        return new EvaluationMetrics(40_000 * n, 10_000 * n, 30, 300.5, 120.25);
    }

    static byte[] saved(Checkpointable owner) throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        owner.save(new DataOutputStream(state));
        return state.toByteArray();
    }

    static void load(Checkpointable owner, byte[] state) throws IOException {
        owner.load(new DataInputStream(new ByteArrayInputStream(state)));
    }
}

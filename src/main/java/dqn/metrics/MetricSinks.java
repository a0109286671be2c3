package dqn.metrics;

import dqn.core.Releases;
import dqn.core.SavedState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several sinks as one, told in order. Each is checkpointed under its name, so that a run may be resumed with other
 * sinks than it was stopped with: on a terminal first, under a job scheduler later.
 */
public final class MetricSinks implements MetricSink {
    /** More than there are kinds of. */
    private static final int MOST_SINKS = 100;
    /** They keep lengths of files, and counts since the progress before. */
    private static final int MOST_STATE_BYTES = 1 << 16;

    private final Map<String, MetricSink> sinks;

    /** Tells these sinks, by name, in the map's order; closing this closes them. */
    public MetricSinks(Map<String, ? extends MetricSink> sinks) {
        this.sinks = new LinkedHashMap<>(sinks);
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        sinks.values().forEach(sink -> sink.onEpisode(episode));
    }

    @Override
    public void onProgress(ProgressMetrics progress) {
        sinks.values().forEach(sink -> sink.onProgress(progress));
    }

    @Override
    public void onEvaluation(EvaluationMetrics evaluation) {
        sinks.values().forEach(sink -> sink.onEvaluation(evaluation));
    }

    @Override
    public void onSteps(long frameCount, long agentStepCount) {
        sinks.values().forEach(sink -> sink.onSteps(frameCount, agentStepCount));
    }

    @Override
    public void onGreedyAction(int action) {
        sinks.values().forEach(sink -> sink.onGreedyAction(action));
    }

    @Override
    public void onUpdate(double[] maxQ) {
        sinks.values().forEach(sink -> sink.onUpdate(maxQ));
    }

    @Override
    public void sync() throws IOException {
        for (MetricSink sink : sinks.values()) {
            sink.sync();
        }
    }

    /** The number of sinks, then each one's name, the length of its state and its state. */
    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(sinks.size());
        for (Map.Entry<String, MetricSink> sink : sinks.entrySet()) {
            ByteArrayOutputStream state = new ByteArrayOutputStream();
            sink.getValue().save(new DataOutputStream(state));
            out.writeUTF(sink.getKey());
            out.writeInt(state.size());
            out.write(state.toByteArray());
        }
    }

    /** Gives each sink the state saved under its name; the state of a sink that is not here is passed over. */
    @Override
    public void load(DataInput in) throws IOException {
        for (int left = SavedState.within(in, MOST_SINKS, "sinks"); left > 0; left--) {
            MetricSink sink = sinks.get(in.readUTF());
            byte[] state = SavedState.bytes(in, MOST_STATE_BYTES, "a sink");
            if (sink != null) {
                sink.load(new DataInputStream(new ByteArrayInputStream(state)));
            }
        }
    }

    /** Closes every sink, the last one first, also when one of them fails. */
    @Override
    public void close() {
        Releases releases = new Releases();
        sinks.values().forEach(sink -> releases.add(sink::close));
        releases.close();
    }
}

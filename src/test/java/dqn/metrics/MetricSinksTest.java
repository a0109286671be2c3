package dqn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricSinksTest {
    private final List<String> events = new ArrayList<>();

    private final class Recorder implements MetricSink {
        private final String name;
        private String state;

        Recorder(String name) {
            this.name = name;
            state = "state of " + name;
        }

        @Override
        public void onSteps(long frameCount, long agentStepCount) {
            events.add(name + " steps " + frameCount + " " + agentStepCount);
        }

        @Override
        public void onProgress(ProgressMetrics progress) {
            events.add(name + " progress");
        }

        @Override
        public void onEpisode(EpisodeMetrics episode) {
            events.add(name + " episode");
        }

        @Override
        public void onEvaluation(EvaluationMetrics evaluation) {
            events.add(name + " evaluation");
        }

        @Override
        public void onGreedyAction(int action) {
            events.add(name + " action " + action);
        }

        @Override
        public void onUpdate(double[] maxQ) {
            events.add(name + " update " + maxQ[0]);
        }

        @Override
        public void sync() {
            events.add(name + " sync");
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeUTF(state);
        }

        @Override
        public void load(DataInput in) throws IOException {
            state = in.readUTF();
        }

        @Override
        public void close() {
            events.add(name + " closed");
            throw new IllegalStateException(name);
        }
    }

    private static MetricSinks of(Recorder... recorders) {
        Map<String, MetricSink> sinks = new LinkedHashMap<>();
        for (Recorder recorder : recorders) {
            sinks.put(recorder.name, recorder);
        }
        return new MetricSinks(sinks);
    }

    @Test
    void tellsAllInOrder() throws IOException {
        MetricSinks sinks = of(new Recorder("z"), new Recorder("a"));
        sinks.onSteps(8, 2);
        sinks.onGreedyAction(3);
        sinks.onUpdate(new double[] {0.5});
        sinks.onEpisode(MetricSamples.episode(1, EpisodeMetrics.Mode.EXPLORE));
        sinks.onProgress(MetricSamples.progress(1));
        sinks.onEvaluation(MetricSamples.evaluation(1));
        sinks.sync();
        List<String> expected = new ArrayList<>();
        for (String event : "steps 8 2,action 3,update 0.5,episode,progress,evaluation,sync".split(",", -1)) {
            expected.addAll(List.of("z " + event, "a " + event));
        }
        assertThat(events).isEqualTo(expected);
    }

    @Test
    void restoresByNameWhateverElseIsThere() throws IOException {
        Recorder kept = new Recorder("kept");
        kept.state = "long ago";
        byte[] checkpoint = MetricSamples.saved(of(new Recorder("gone"), kept));
        Recorder resumed = new Recorder("kept");
        Recorder added = new Recorder("new");
        MetricSamples.load(of(added, resumed), checkpoint);
        assertThat(resumed.state).isEqualTo("long ago");
        assertThat(added.state).isEqualTo("state of new");
    }

    @Test
    void closesAllAlthoughOneFails() {
        assertThatThrownBy(of(new Recorder("a"), new Recorder("b"))::close).hasMessage("b");
        assertThat(events).containsExactly("b closed", "a closed");
    }
}

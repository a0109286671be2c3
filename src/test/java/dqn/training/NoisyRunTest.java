package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.agent.Counters;
import dqn.network.QNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoisyRunTest {
    @TempDir
    private Path directory;

    /** Steps so small that nothing else changes what a network computes. */
    @Test
    void noiseIsDrawnAnewBehindEachUpdateAndEachPeriodBeforeThem() throws IOException {
        RunConfig config = CatchRuns.few(
                "budget={agentSteps: 400}",
                "compute.pipeline=true",
                "network.noisy=true",
                "agent.optimizer.adam.learningRate=1e-30");
        Map<Long, Float> byUpdates = new TreeMap<>();
        Map<Long, Float> before = new TreeMap<>();
        try (RecordedRun run = RecordedRun.begin(config, CatchRuns.GAMES, directory)) {
            QNetwork online = run.run().online();
            float[] outputs = new float[online.spec().outputs()];
            run.watchedBy(() -> {
                        online.forward(new byte[online.spec().input().size()], 1, outputs);
                        Counters counters = run.run().counters();
                        if (counters.agentStepCount < 100) { // when learning begins
                            before.put(counters.agentStepCount, outputs[0]);
                        }
                        byUpdates.put(counters.learnerUpdateCount, outputs[0]);
                    })
                    .train();
        }
        assertThat(before).hasSize(9);
        assertThat(before.values()).doesNotHaveDuplicates();
        assertThat(byUpdates).hasSizeGreaterThan(20);
        assertThat(byUpdates.values()).doesNotHaveDuplicates();
    }
}

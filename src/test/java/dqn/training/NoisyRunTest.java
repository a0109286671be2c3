package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

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
    void noiseIsDrawnAnewBehindEachUpdate() throws IOException {
        RunConfig config = CatchRuns.few(
                "budget={agentSteps: 400}",
                "compute.pipeline=true",
                "network.noisy=true",
                "agent.optimizer.adam.learningRate=1e-30");
        Map<Long, Float> computed = new TreeMap<>();
        try (RecordedRun run = RecordedRun.begin(config, CatchRuns.GAMES, directory)) {
            QNetwork online = run.run().online();
            float[] outputs = new float[online.spec().outputs()];
            run.watchedBy(() -> {
                        online.forward(new byte[online.spec().input().size()], 1, outputs);
                        computed.put(run.run().counters().learnerUpdateCount, outputs[0]);
                    })
                    .train();
        }
        assertThat(computed).hasSizeGreaterThan(20);
        assertThat(computed.values()).doesNotHaveDuplicates();
    }
}

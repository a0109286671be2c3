package dqn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherProcessTest {
    @TempDir
    Path run;

    @Test
    void twoProcessesDoNotTrainInOneDirectory() throws Exception {
        try (RunLock lock = RunLock.acquire(run)) {
            assertThat(lock).isNotNull();
            assertThat(OtherProcess.run("lock", run)).isEqualTo(OtherProcess.REFUSED);
        }
        assertThat(OtherProcess.run("lock", run)).isZero();
    }

    @Test
    void twoRunsOfOneProcessDoNotEither() {
        try (RunLock lock = RunLock.acquire(run)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> RunLock.acquire(run))
                    .isInstanceOf(DqnException.class)
                    .hasMessageContaining(run.toString());
        }
        RunLock.acquire(run).close();
    }

    @Test
    void aKilledProcessLeavesTheCheckpointBefore() throws Exception {
        new CheckpointWriter(run, 1)
                .write(
                        CheckpointManifest.of(100, OptionalDouble.empty(), Map.of(), Map.of()),
                        Map.of("agent", new Counter(7).freeze()),
                        Map.of());
        assertThat(OtherProcess.run("write", run)).isEqualTo(OtherProcess.KILLED);
        assertThat(run.resolve("checkpoints/.tmp-200/agent.bin")).isNotEmptyFile();
        Checkpoint newest = new CheckpointStore(run).newest().orElseThrow();
        assertThat(newest.manifest().frameCount()).isEqualTo(100);
        Counter agent = new Counter(0);
        newest.load(Map.of("agent", agent));
        assertThat(agent.value).isEqualTo(7);
        assertThat(new CheckpointWriter(run, 1)).isNotNull();
        assertThat(run.resolve("checkpoints/.tmp-200")).doesNotExist();
    }
}

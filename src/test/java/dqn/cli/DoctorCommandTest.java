package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import dqn.cli.Finding.Level;
import dqn.core.DqnException;
import dqn.env.Catch;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    @TempDir
    private Path temporary;

    private static List<String> whats(Result result) {
        return result.out().lines().map(line -> line.split("\\s+", -1)[1]).toList();
    }

    @Test
    void findsThatATrainingWouldWork() {
        Result result = CommandLines.run(
                "doctor", "--game=open_invaders", "--preset=dopamine", "--set=replay.capacity=30_000", "--json");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        JsonNode document = new JsonMapper().readTree(result.out());
        assertThat(document.get("well").asBoolean()).isTrue();
        assertThat(document.get("findings")
                        .valueStream()
                        .map(finding -> finding.get("what").asString()))
                .containsExactly(
                        "java", "processor", "emulator", "models", "engine", "ROMs", "memory", "disk", "speed");
        assertThat(document.get("findings").get(5).get("text").asString()).endsWith("open_invaders among them");
        assertThat(document.get("findings").get(8).get("text").asString())
                .matches("[0-9]+ agent steps/s \\([0-9]+ to [0-9]+\\) by the Nature network; .* are usual.*");
    }

    @Test
    void saysWhatToDoWhereTheRomIsAnother() throws IOException {
        Path wrong = Files.writeString(temporary.resolve("pong.bin"), "no ROM");
        Result result = CommandLines.run("doctor", "--game", "pong", "--rom", wrong.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(whats(result)).containsExactly("java", "processor", "emulator", "models", "engine", "ROMs");
        assertThat(result.out().lines().toList().get(5))
                .startsWith("fail  ROMs ")
                .contains(": name a file that holds");
    }

    @Test
    void saysHowMuchReplayWouldFit() {
        Result result = CommandLines.run(
                "doctor",
                "--game=open_invaders",
                "--set=replay.capacity=100_000_000_000",
                "--set=budget={agentSteps: 100_000_000_000}");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(whats(result)).endsWith("ROMs", "memory");
        assertThat(result.out()).containsPattern("fail  memory .* set replay.capacity to at most [0-9]+");
    }

    /** One convolution with more weights than the fast engine can number. */
    @Test
    void saysThatTheOtherEngineComputes() {
        Result result = CommandLines.run(
                "doctor",
                "--game=open_invaders",
                "--set=observation.stack=1",
                "--set=network.padding=valid",
                "--set=agent.distribution=none",
                "--set=replay.capacity=30_000",
                "--set=network.layers=[{conv: {filters: 4096, kernel: 64, stride: 64}}]");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(whats(result)).endsWith("ROMs", "memory", "disk", "speed");
        assertThat(result.out())
                .containsPattern("warn +memory .*; onednn cannot compute its network, so that dl4j does");
    }

    /** Catch takes the emulator no time, and compares to nothing. */
    @Test
    void measuresTheProgramsOwnGameInsteadOfCatch() throws IOException {
        RunConfig config = new ConfigLoader().resolvePreset(Catch.NAME, List.of());
        assertThat(new SpeedTest(config, Catch.NAME, Optional.empty()).look().text())
                .matches("[0-9]+ agent steps/s .*");
    }

    @Test
    void looksForRoomOnTheDisk() throws IOException {
        Path runs = temporary.resolve("not/yet/there");
        Finding enough = new DiskRoom(1e6, runs).look();
        assertThat(enough.level()).as(enough.text()).isEqualTo(Level.OK);
        assertThat(enough.text()).contains(" free for " + runs + ", a run may take 1.0 MB");
        Finding none = new DiskRoom(1e18, runs).look();
        assertThat(none.level()).isEqualTo(Level.FAIL);
        assertThat(none.text()).endsWith("make room, choose another disk by --run, or a smaller --replay.");
    }

    @Test
    void asksWhatElseComputesWhereItIsSlow() {
        Spread slow = new Spread(10, 20, 30);
        Finding suspicious = SpeedTest.judge(slow, "onednn");
        assertThat(suspicious.level()).isEqualTo(Level.WARN);
        assertThat(suspicious.text())
                .startsWith("20 agent steps/s (10 to 30)")
                .contains("stop what else computes here");
        assertThat(SpeedTest.judge(slow, "dl4j").level()).isEqualTo(Level.OK);
    }

    @Test
    void anErrorIsAFindingToo() {
        Finding said = Finding.of("x", () -> {
            throw new DqnException("There is no y: make one.");
        });
        assertThat(said).isEqualTo(new Finding(Level.FAIL, "x", "There is no y: make one."));
        Finding unforeseen = Finding.of("x", () -> {
            throw new IllegalStateException("z");
        });
        assertThat(unforeseen.level()).isEqualTo(Level.FAIL);
        assertThat(unforeseen.text()).contains("IllegalStateException: z", "bug report");
        Finding tooLarge = Finding.of("x", () -> {
            throw new OutOfMemoryError("z");
        });
        assertThat(tooLarge.text()).contains("OutOfMemoryError: z");
    }
}

package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.Logged;
import dqn.metrics.EpisodeMetrics;
import dqn.metrics.Opening;
import dqn.metrics.ProgressMetrics;
import dqn.training.ConfigLoader;
import dqn.training.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerdictSinkTest {
    private final Logged log = new Logged(VerdictSink.class);

    @AfterEach
    void close() {
        log.close();
    }

    private static VerdictSink sink(Opening opening) {
        return new VerdictSink(
                PublishedProtocol.of(
                        Published.load(),
                        Settings.of(new ConfigLoader().resolvePreset("dopamine", List.of("game=space_invaders")))),
                opening);
    }

    /** Plays games of this score from one agent step to another, as the loop tells of them. */
    private static void play(VerdictSink sink, long from, long to, double score) {
        for (long steps = from + 2_500; steps <= to; steps += 2_500) {
            sink.onSteps(4 * steps - 40, steps - 10);
            sink.onEpisode(
                    new EpisodeMetrics(1, 4 * steps, steps, 0, 1, score, 1, 0.1, 1, 1, EpisodeMetrics.Mode.EXPLORE));
            sink.onProgress(new ProgressMetrics(4 * steps, steps, 1, 1, 0.1, score, 1, 1));
        }
    }

    @Test
    void speaksAtEachMillionFramesAndAtTheEnd() {
        VerdictSink sink = sink(Opening.CREATE);
        play(sink, 0, 247_500, 100);
        assertThat(log.lines()).isEmpty();
        play(sink, 247_500, 500_000, 100);
        play(sink, 500_000, 600_000, 1_000);
        assertThat(log.lines()).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("Behind"));
        sink.close();
        assertThat(log.lines()).hasSize(3).last().asString().contains("at 2 million frames: mean score 100.0");
    }

    @Test
    void doesNotRepeatItselfAtAnEndSoonAfterAMillion() {
        VerdictSink sink = sink(Opening.CREATE);
        play(sink, 0, 252_500, 1_000);
        sink.close();
        assertThat(log.lines()).singleElement().asString().startsWith("Ahead of the published DQN at 1 million");
    }

    @Test
    void saysNothingOfARunThatIsTooShort() {
        VerdictSink sink = sink(Opening.CREATE);
        play(sink, 0, 100_000, 1_000);
        sink.close();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void goesOnAsIfThereHadBeenNoStop() throws IOException {
        VerdictSink sink = sink(Opening.CREATE);
        play(sink, 0, 125_000, 200);
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        sink.save(new DataOutputStream(state));
        VerdictSink resumed = sink(Opening.RESUME);
        resumed.load(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        play(resumed, 125_000, 250_000, 300);
        assertThat(log.lines()).singleElement().asString().contains("mean score 250.0");
    }

    @Test
    void doesNotRepeatWhatWasSaidSoonBeforeAStop() throws IOException {
        VerdictSink sink = sink(Opening.CREATE);
        play(sink, 0, 255_000, 200);
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        sink.save(new DataOutputStream(state));
        sink.close();
        VerdictSink resumed = sink(Opening.RESUME);
        resumed.load(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        play(resumed, 255_000, 265_000, 200);
        resumed.close();
        assertThat(log.lines()).hasSize(1);
    }

    /** From a checkpoint that knows nothing of it. */
    @Test
    void doesNotJudgeAMillionOfWhichItHasHeardAPartOnly() {
        VerdictSink resumed = sink(Opening.RESUME);
        play(resumed, 125_000, 250_000, 300);
        assertThat(log.lines()).isEmpty();
        play(resumed, 250_000, 500_000, 300);
        assertThat(log.lines()).singleElement().asString().contains("at 2 million frames: mean score 300.0");
    }
}

package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {
    @TempDir
    private Path run;

    @BeforeEach
    void tables() throws Exception {
        Files.writeString(run.resolve("metrics.csv"), "frame_count,agent_step_count\n500,125\n1003,251\n");
        Files.writeString(run.resolve("episodes.csv"), """
                frame_count,agent_step_count,score
                300,75,1
                900,225,2
                901,226,4
                1002,250,9
                """);
    }

    @Test
    void isTheMeanOfTheGamesThatEndedInTheWindow() {
        Objective last100 = new Objective(Objective.Kind.WINDOW, 100);

        assertThat(Score.of(run, last100, OptionalLong.of(1000))).isEqualTo(new Score(6.5, 2, 1003));
        assertThat(Score.of(run, Objective.USUAL, OptionalLong.of(1000))).isEqualTo(new Score(6.5, 2, 1003));
        assertThat(Score.of(run, last100, OptionalLong.empty())).isEqualTo(new Score(9, 1, 1003));
        assertThat(Score.of(run, new Objective(Objective.Kind.WINDOW, 5000), OptionalLong.of(1000)))
                .isEqualTo(new Score(4, 4, 1003));
    }

    @Test
    void isNoNumberWithoutGames() {
        Score score = Score.of(run, new Objective(Objective.Kind.WINDOW, 100), OptionalLong.of(5000));
        assertThat(score.mean()).isNaN();
        assertThat(score.games()).isZero();
    }

    @Test
    void isNotThatOfAPartOfTheGames() throws Exception {
        Path episodes = run.resolve("episodes.csv");
        Files.writeString(episodes, Files.readString(episodes).replace("901,226,4", "901,22x,4"));

        assertThatThrownBy(() -> Score.of(run, Objective.USUAL, OptionalLong.of(1000)))
                .isInstanceOf(DqnException.class)
                .hasMessageStartingWith(run + ": episodes.csv: 1 of ")
                .hasMessageContaining("damaged");

        Files.delete(episodes);
        assertThatThrownBy(() -> Score.of(run, Objective.USUAL, OptionalLong.of(1000)))
                .hasMessageStartingWith(run + ": episodes.csv ");
    }

    /** More than a report shows; the last ten games scored 1 each. */
    @Test
    void isThatOfATrialOfMoreThanAMillionGames() throws Exception {
        int games = 1_000_010;
        try (PrintWriter rows = new PrintWriter(run.resolve("episodes.csv").toFile(), StandardCharsets.US_ASCII)) {
            rows.println("frame_count,agent_step_count,score");
            for (int game = 1; game <= games; game++) {
                rows.println(10 * game + "," + 10 * game + "," + (game > games - 10 ? 1 : 0));
            }
        }
        Files.copy(run.resolve("episodes.csv"), run.resolve("metrics.csv"), StandardCopyOption.REPLACE_EXISTING);

        Objective last200 = new Objective(Objective.Kind.WINDOW, 200);

        assertThat(Score.of(run, last200, OptionalLong.empty())).isEqualTo(new Score(0.5, 20, 10L * games));
    }

    /** A million frames of a long trial, as the published curves have it; a tenth of a short one. */
    @Test
    void usesTheWindowOfThePublishedCurves() {
        assertThat(Objective.USUAL.window(200_000_000)).isEqualTo(1_000_000);
        assertThat(Objective.USUAL.window(10_000_000)).isEqualTo(1_000_000);
        assertThat(Objective.USUAL.window(12_000)).isEqualTo(1_200);
    }

    @Test
    void isTheEvaluationThatWasPrinted() throws Exception {
        Objective evaluation = new Objective(Objective.Kind.EVALUATION, 0);
        Files.writeString(run.resolve("eval.json"), "{\"mean\": 12.5, \"episodes\": 30}");
        assertThat(Score.of(run, evaluation, OptionalLong.of(1000))).isEqualTo(new Score(12.5, 30, 1003));

        Files.writeString(run.resolve("eval.json"), "{\"mean\": ");
        assertThatThrownBy(() -> Score.of(run, evaluation, OptionalLong.of(1000)))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("eval.json cannot be read");
        Files.writeString(run.resolve("eval.json"), "{}");
        assertThatThrownBy(() -> Score.of(run, evaluation, OptionalLong.of(1000)))
                .hasMessageContaining("holds no mean score");
    }
}

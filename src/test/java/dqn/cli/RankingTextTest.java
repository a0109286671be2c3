package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.sweep.Ranking;
import dqn.training.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTextTest {
    private static String text(int incomplete, int withoutGames, double[]... scores) {
        List<Ranking.Entry> entries = Arrays.stream(scores)
                .map(seeds -> new Ranking.Entry(Map.of(), "", 0, new Scores(seeds)))
                .toList();
        return RankingText.of(new Ranking("pong", entries, incomplete, withoutGames), 1);
    }

    @Test
    void saysThatOneSeedTellsNoOrder() {
        assertThat(text(0, 0, new double[] {3}, new double[] {2}))
                .startsWith("pong: mean score over one seed\n")
                .contains("unknown")
                .endsWith("\nOne seed has no interval: only more seeds can tell whether this order is chance.\n");
        assertThat(text(0, 0, new double[] {3})).doesNotContain("chance");
    }

    @Test
    void countsTheIntervalsThatMeetThatOfTheFirst() {
        double[] first = {9, 10, 11};
        double[] rival = {8, 9, 10};
        double[] far = {1, 1.1, 1.2};

        assertThat(text(0, 0, first, far))
                .startsWith("pong: mean score over 3 seeds\n")
                .doesNotContain("meet");
        assertThat(text(0, 0, first, rival, far))
                .endsWith("\nOne other interval meets that of the first: only more" + " seeds can tell them apart.\n");
        assertThat(text(0, 0, first, rival, rival)).contains("\n2 other intervals meet that of the first:");
    }

    @Test
    void countsWhatIsNotRanked() {
        assertThat(text(2, 0, new double[] {3}))
                .startsWith("pong: mean score over one seed; 2 settings have not all" + " their seeds\n");
        assertThat(text(0, 3, new double[] {3}))
                .startsWith("pong: mean score over one seed; of 3 no game ended in" + " time\n");
        assertThat(text(2, 3))
                .isEqualTo("pong: no settings have a score of all their seeds yet; 2 settings have not all their seeds;"
                        + " of 3 no game ended in time\n");
    }
}

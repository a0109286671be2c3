package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveTest {
    @TempDir
    private Path folder;

    /** Bins of 100 agent steps: 1 and 3, nothing, 8, and one without a number. */
    private Curve curve() throws IOException {
        String rows = "agent_step_count,loss\n1,1\n100,3\n201,8\n301,\n401,99\n";
        return Curve.of(
                Table.read(Files.writeString(folder.resolve("metrics.csv"), rows), 500, "loss"), "loss", 4, 100);
    }

    @Test
    void addsUpInBins() throws IOException {
        assertThat(curve().sums()).containsExactly(4, 0, 8, 0);
        assertThat(curve().counts()).containsExactly(2, 0, 1, 0);
    }

    @Test
    void takesMeansOverTheLastBins() throws IOException {
        double nan = Double.NaN;
        assertThat(curve().trailing(1, false)).containsExactly(2, nan, 8, nan);
        assertThat(curve().trailing(3, false)).containsExactly(2, 2, 4, 8);
        assertThat(curve().trailing(3, true)).containsExactly(2, nan, 4, nan);
    }

    @Test
    void aBandEndsWithTheShortestAndLeavesOutWhoHasNothingToTell() {
        double[] nothing = {Double.NaN, Double.NaN};
        SeedBand band = SeedBand.over(List.of(new double[] {1, 2, 3}, nothing, new double[] {3}), 1);
        assertThat(band.x()).containsExactly(1);
        assertThat(band.mean()).containsExactly(2);
        assertThat(SeedBand.over(List.of(nothing, nothing), 1).x()).isEmpty();
    }

    @Test
    void aBandIsWhereAllSeedsAre() {
        double[] longer = {1, Double.NaN, 3, 4};
        double[] shorter = {5, 6, 5, Double.NaN};
        SeedBand band = SeedBand.over(List.of(longer, shorter), 0.5);
        assertThat(band.x()).containsExactly(0.5, 1.5);
        assertThat(band.mean()).containsExactly(3, 4);
        assertThat(band.least()).containsExactly(1, 3);
        assertThat(band.most()).containsExactly(5, 5);
        assertThat(band.outlineX()).containsExactly(0.5, 1.5, 1.5, 0.5);
        assertThat(band.outlineY()).containsExactly(1, 3, 5, 5);
        assertThat(band.isWide()).isTrue();
    }
}

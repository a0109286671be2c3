package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    private static final String HEADER = "frame_count,agent_step_count,score,mode\n";

    private static final long BUDGET = 1_000_000;

    @TempDir
    private Path folder;

    private Table read(String text) throws IOException {
        return Table.read(Files.writeString(folder.resolve("episodes.csv"), text), BUDGET, "score");
    }

    private static void assertRows(Table table, double... scores) {
        assertThat(table.size()).isEqualTo(scores.length);
        for (int row = 0; row < scores.length; row++) {
            assertThat(table.value(row, "score")).isEqualTo(Double.valueOf(scores[row]));
        }
    }

    @Test
    void readsTheColumnsThatAreAskedFor() throws IOException {
        Table table = read(HEADER + "400,100,5.0,random\n820,205,,random\r\n1200,300,-2e1,explore\n");
        assertRows(table, 5, Double.NaN, -20);
        assertThat(table.steps(1)).isEqualTo(205);
        assertThat(table.lastSteps()).isEqualTo(300);
        assertThat(table.problem()).isEmpty();
    }

    @Test
    void leavesOutDamagedRowsAndCountsThem() throws IOException {
        Table table =
                read(HEADER + "4,1,1,random\n8,2,x,random\n12,,3,random\n16,NaN,4,random\n20,5,5\n24,6,6,random\n28,7");
        assertRows(table, 1, 6);
        assertThat(table.problem()).contains("episodes.csv: 5 of 7 rows are damaged and left out, the first on line 3");
    }

    @Test
    void leavesOutARowThatLeaps() throws IOException {
        Table table = read(HEADER + "0,100,1,r\n0,9999,2,r\n0,200,3,r\n0,50,4,r\n0,300,5,r\n0,1e300,6,r\n0,-5,7,r\n");
        assertRows(table, 1, 3, 5);
        assertThat(table.problem()).contains("episodes.csv: 4 of 7 rows are damaged and left out, the first on line 3");
    }

    @Test
    void leavesOutRowsThatLeapTogether() throws IOException {
        Table table = read(HEADER + "0,100,1,r\n0,9998,2,r\n0,9999,3,r\n0,200,4,r\n0,300,5,r\n0,300,6,r\n");
        assertRows(table, 1, 4, 5, 6);
        assertThat(table.problem()).contains("episodes.csv: 2 of 6 rows are damaged and left out, the first on line 3");
    }

    @Test
    void leavesOutALastRowThatTheRunCannotHaveComeTo() throws IOException {
        Table table = read(HEADER + "0,100,1,r\n0,2000000,2,r\n0,2000001,3,r\n");
        assertRows(table, 1, 2);
        assertThat(table.problem()).contains("episodes.csv: 1 of 3 rows are damaged and left out, the first on line 4");
    }

    @Test
    void takesOnlyPlainDecimals() throws IOException {
        Table table = read(HEADER + "0,1,0x1p3,r\n0,2,1d,r\n0,3, 3 ,r\n0,4,.,r\n0,5,-1.5e2,r\n0,6,NaN,r\n");
        assertRows(table, -150);
    }

    @Test
    void whatIsTooLargeToDrawIsNoNumber() throws IOException {
        assertRows(read(HEADER + "0,1,Infinity,r\n0,2,1e300,r\n0,3,1e30,r\n"), Double.NaN, Double.NaN, 1e30);
    }

    @Test
    void followsAFileThatGrowsByWholeLines() throws IOException {
        Path file = folder.resolve("episodes.csv");
        Table table = Table.empty(file, BUDGET, "score");
        assertThat(table.refresh()).isFalse(); // no file yet
        Files.writeString(file, HEADER + "4,1,1,random\n8,2,2.");
        assertThat(table.refresh()).isTrue();
        assertRows(table, 1);
        assertThat(table.refresh()).isFalse();
        Files.writeString(file, "5,random\n12,3", StandardOpenOption.APPEND);
        assertThat(table.refresh()).isTrue();
        assertRows(table, 1, 2.5);
        assertThat(table.problem()).isEmpty();

        Files.writeString(file, HEADER + "4,1,1,random\n"); // a run that went on from a checkpoint
        assertThat(table.refresh()).isTrue();
        assertRows(table, 1);
        Files.writeString(file, "8,2,7,random\n", StandardOpenOption.APPEND);
        table.refresh();
        assertRows(table, 1, 7);
        Files.delete(file);
        table.refresh();
        assertRows(table);
    }

    /** Whatever leaps there are, and however the file comes in, the rows are those of the whole file read at once. */
    @Test
    void aTableThatGrewIsThatOfTheWholeFile() throws IOException {
        Path file = folder.resolve("episodes.csv");
        Random random = new Random(7);
        for (int attempt = 0; attempt < 30; attempt++) {
            Files.writeString(file, HEADER);
            Table grown = Table.empty(file, BUDGET, "score");
            int steps = 0;
            for (int row = 0; row < 40; row++) {
                steps += random.nextInt(5);
                int told = random.nextInt(6) == 0 ? 1 + random.nextInt(200) : steps + 1;
                Files.writeString(file, "0," + told + "," + row + ",r\n", StandardOpenOption.APPEND);
                if (random.nextInt(3) == 0) {
                    grown.refresh();
                }
            }
            grown.refresh();
            Table whole = Table.read(file, BUDGET, "score");
            assertThat(grown.problem()).isEqualTo(whole.problem());
            assertRows(
                    grown,
                    IntStream.range(0, whole.size())
                            .mapToDouble(row -> whole.value(row, "score"))
                            .toArray());
        }
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        assertThat(read("agent_step_count,points\n1,2\n").problem()).contains("episodes.csv has no column score");
        assertThat(read("").problem()).contains("episodes.csv has no column agent_step_count");
        assertThat(read(HEADER).problem()).isEmpty();
    }

    @Test
    void standsBinaryFilesAndEndlessLines() throws IOException {
        byte[] noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        Path file = folder.resolve("episodes.csv");
        Files.write(file, noise);
        assertThat(Table.read(file, BUDGET, "score").problem()).isPresent();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
            out.write("4,1,1,random\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write("9".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
            }
            out.write("\n8,2,2,random\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertRows(Table.read(file, BUDGET, "score"), 1, 2);
    }

    @Test
    void readsOneMillionRowsAndNoMore() throws IOException {
        StringBuilder text = new StringBuilder("agent_step_count,score\n");
        for (int i = 1; i <= 1_000_002; i++) {
            text.append(i).append(",1\n");
        }
        Table table = read(text.toString());
        assertThat(table.size()).isEqualTo(1_000_000);
        assertThat(table.problem()).contains("episodes.csv has more than 1,000,000 rows: the rest is not shown");
    }

    @Test
    void aFolderInItsPlaceIsAProblemOfThatTableOnly() throws IOException {
        Path file = Files.createDirectory(folder.resolve("episodes.csv"));
        assertThat(Table.read(file, BUDGET, "score").problem().orElseThrow()).startsWith("episodes.csv cannot be read");
    }
}

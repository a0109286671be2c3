package dqn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastRowTest {
    @TempDir
    private Path folder;

    private LastRow of(String text) throws IOException {
        return LastRow.of(Files.writeString(folder.resolve("metrics.csv"), text));
    }

    @Test
    void readsTheLastWholeRow() throws IOException {
        LastRow row = of("frame_count,loss\n400,0.5\n800,\n1200,0.2");
        assertThat(row.value("frame_count")).isEqualTo(800);
        assertThat(row.value("loss")).isNaN();
        assertThat(row.value("epsilon")).isNaN();
    }

    @Test
    void readsTheEndOfALongTable() throws IOException {
        LastRow row = of("frame_count,loss\n" + "400,0.5\n".repeat(10_000) + "9999,0.25\n");
        assertThat(row.value("frame_count")).isEqualTo(9999);
        assertThat(row.value("loss")).isEqualTo(0.25);
    }

    @Test
    void knowsNothingOfWhatIsNotThere() throws IOException {
        assertThat(LastRow.of(folder.resolve("none.csv")).value("loss")).isNaN();
        for (String text :
                new String[] {"", "frame_count,loss\n", "frame_count", "frame_count,loss\n1,2,3\n", "a\n\n"}) {
            assertThat(of(text).value("frame_count")).as(text).isNaN();
        }
    }
}

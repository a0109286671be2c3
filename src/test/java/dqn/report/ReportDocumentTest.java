package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportDocumentTest {
    /** Maps whose order is another in each Java process. */
    private static final Class<?> UNORDERED = Map.of(1, 1, 2, 2).getClass();

    @TempDir
    private Path folder;

    private ReportDocument document() {
        RunFinder finder = new RunFinder();
        finder.add(folder);
        return new ReportDocument(
                RunGroup.of(finder.runs(), finder.results()), Published.load(), Map.of(), (trials, game) -> List.of());
    }

    private JsonNode json() {
        return new JsonMapper().valueToTree(document().toMap());
    }

    @Test
    void hasAnOrderEverywhere() throws IOException {
        ReportRuns.write(folder.resolve("a"), 0, "game=pong");
        Files.writeString(
                folder.resolve("a/evaluations.csv"),
                "agent_step_count,evaluated_episodes,mean_score,score_standard_deviation\n9,2,3,1\n");
        ReportRuns.writeResult(folder.resolve("random.json"), "pong", "random", 0.25, "-20, -21");
        assertOrdered(document().toMap());
        assertThat(json().toString()).contains("\"million\":", "\"sums\":[", "\"counts\":[");
    }

    private static void assertOrdered(Object value) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            assertThat(map).isNotInstanceOf(UNORDERED);
            map.values().forEach(ReportDocumentTest::assertOrdered);
        } else if (value instanceof Collection<?> list) {
            list.forEach(ReportDocumentTest::assertOrdered);
        }
    }

    /** Of 20,000 agent steps, and of 1,000. */
    private void writeLongAndShort() throws IOException {
        ReportRuns.write(folder.resolve("long"), 0, "game=pong");
        ReportRuns.write(folder.resolve("short"), 0, "game=pong", "agent.nStep=3");
        Files.writeString(folder.resolve("short/episodes.csv"), "agent_step_count,score\n500,7\n1000,8\n");
        Files.writeString(
                folder.resolve("short/metrics.csv"), "agent_step_count,epsilon,loss,mean_max_q\n1000,1,2,3\n");
    }

    @Test
    void aRunsCurvesEndWhereItDoes() throws IOException {
        writeLongAndShort();
        JsonNode series = json().at("/groups/0/series");
        assertThat(series.at("/0/runs/0/score/sums")).hasSize(80);
        assertThat(series.at("/1/runs/0/score/sums")).hasSize(4);
        assertThat(series.at("/1/runs/0/loss/counts")).hasSize(4);
    }

    /** Of five games 2.776 * 2 / sqrt(5), by Student's t; one game tells nothing of the spread. */
    @Test
    void anEvaluationHasTheIntervalOfItsMean() throws IOException {
        ReportRuns.write(folder.resolve("a"), 0, "game=pong");
        Files.writeString(
                folder.resolve("a/evaluations.csv"),
                "agent_step_count,evaluated_episodes,mean_score,score_standard_deviation\n9,5,3,2\n18,1,4,0\n");
        JsonNode evaluations = json().at("/groups/0/series/0/runs/0/evaluations");
        assertThat(evaluations.at("/0/half").asDouble()).isCloseTo(2.483, within(1e-3));
        assertThat(evaluations.at("/1/half").isNull()).isTrue();
    }

    /** The score of a trial that was stopped early is of another length: that has an axis. */
    @Test
    void whatDiffersHasTheLengthOfEachRun() throws IOException {
        writeLongAndShort();
        JsonNode rows = json().at("/groups/0/parameters/rows");
        assertThat(rows.at("/0/million").asDouble()).isEqualTo(0.08);
        assertThat(rows.at("/1/million").asDouble()).isEqualTo(0.004);
    }

    @Test
    void hasNumbersOnlyWhereNumbersBelong() throws IOException {
        ReportRuns.write(folder.resolve("a"), 0, "game=pong");
        Files.writeString(folder.resolve("a/episodes.csv"), "agent_step_count,score\n1,1e308\n2,1e308\n3,1e39\n4,5\n");
        ReportRuns.writeResult(folder.resolve("random.json"), "pong", "random", 0.25, "1e308, 1e308, 5");
        assertThat(json().toString()).doesNotContain("Infinity", "NaN");
    }
}

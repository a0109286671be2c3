package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The default file and the page about the configuration leave nothing out. */
class ConfigurationPageTest {
    private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+)` \\|.*\\| ([^|]+) \\|");

    private static Stream<ConfigNode> leaves(ConfigNode node) {
        return node.entries()
                .map(entries -> entries.values().stream().flatMap(ConfigurationPageTest::leaves))
                .orElse(Stream.of(node));
    }

    private static List<ConfigNode> leaves(YamlText text) {
        return leaves(new ConfigNode(text.tree().orElseThrow(), "")).toList();
    }

    private static List<ConfigNode> defaults() {
        return leaves(YamlText.of(Presets.installed().file(Presets.DEFAULT)));
    }

    @Test
    void theDefaultNamesEveryKey() {
        RunConfig config = new ConfigLoader().resolvePreset(Presets.DEFAULT, List.of());
        YamlText complete = new YamlText("complete", ConfigLoader.toYaml(config));
        assertThat(defaults().stream().map(ConfigNode::key))
                .containsExactlyElementsOf(
                        leaves(complete).stream().map(ConfigNode::key).toList());
    }

    @Test
    void thePageHasEveryKeyWithItsDefault() throws IOException {
        Map<String, String> rows = Files.readString(Path.of("docs/configuration.md"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        for (ConfigNode leaf : defaults()) {
            assertThat(rows).containsKey(leaf.key());
            if (leaf.node() instanceof ScalarNode scalar) {
                assertThat(rows.get(leaf.key())).as(leaf.key()).startsWith("`" + scalar.getValue() + "`");
            }
        }
    }
}

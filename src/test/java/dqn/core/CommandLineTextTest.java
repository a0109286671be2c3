package dqn.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "runs/space_invaders-1, runs/space_invaders-1",
                "/data/läufe/a+b=c@d, /data/läufe/a+b=c@d",
                "/data/my runs/a, '/data/my runs/a'",
                "~/a, '~/a'",
                "it's, 'it'\\''s'"
            })
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such shell")
    void aShellReadsThePathAgain(String path, String typed) throws Exception {
        assertThat(CommandLineText.of(Path.of(path))).isEqualTo(typed);
        Process shell = new ProcessBuilder("/bin/sh", "-c", "printf %s " + typed).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(path);
    }
}

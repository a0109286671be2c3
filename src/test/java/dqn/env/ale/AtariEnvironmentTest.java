package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.env.EnvironmentConfig.ActionSet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AtariEnvironmentTest {
    private static final Path ROM = Path.of("roms/space_invaders.bin");

    @Test
    void namesItsActionsAsTheEmulatorDoes() {
        assumeTrue(Files.exists(ROM));
        assertThat(AtariEnvironment.actions(ROM, ActionSet.MINIMAL))
                .containsExactly("NOOP", "FIRE", "RIGHT", "LEFT", "RIGHTFIRE", "LEFTFIRE");
    }
}

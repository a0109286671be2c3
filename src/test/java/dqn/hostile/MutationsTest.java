package dqn.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of what {@code scripts/mutate} does. */
class MutationsTest {
    private static final long SEED = 1;
    private static final int COUNT = 1_500;

    @TempDir
    private Path folder;

    @Test
    void eachEndsInSuccessOrInOneSentence() throws Exception {
        try (Targets targets = new Targets(folder)) {
            assertThat(new Attacks(targets.all(), SEED, 10).run(0, COUNT).findings())
                    .isEmpty();
        }
    }
}

package dqn.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("pong", "breakout", "space_invaders", "space_war");

    @ParameterizedTest
    @CsvSource({
        "pong, pong",
        "pnog, pong",
        "SpaceInvaders, space_invaders",
        "space-invaders, space_invaders",
        "spacewar, space_war",
        "BREAKOUT, breakout"
    })
    void findsWhatWasMeant(String wanted, String meant) {
        assertThat(Nearest.to(wanted, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"zaxxon", "p", "''"})
    void findsNothingWhereNothingIsNear(String wanted) {
        assertThat(Nearest.to(wanted, KNOWN)).isEmpty();
    }

    @Test
    void takesTheFirstOfEquallyNearOnes() {
        assertThat(Nearest.to("bat", List.of("cat", "rat"))).contains("cat");
    }
}

package dqn.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.RandomStream;
import dqn.core.TimeStep;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NoopStartTest extends EnvironmentContract {
    @Override
    protected int stepsToAnEnd() {
        return 30;
    }

    @Override
    protected Environment create(long seed) {
        return new NoopStart(new Catch(seed), 6, new RandomStream(seed, "noopStart"));
    }

    private static NoopStart around(Environment inner, int maxNoops) {
        return new NoopStart(inner, maxNoops, new RandomStream(1, "noopStart"));
    }

    @Test
    void takesOneToNNoops() {
        Counter inner = new Counter(100);
        NoopStart environment = around(inner, 4);
        Set<Integer> taken = new TreeSet<>();
        for (int game = 0; game < 200; game++) {
            assertThat(environment.reset()).isEqualTo(TimeStep.first());
            taken.add(environment.episodeFrames());
        }
        assertThat(taken).containsExactly(1, 2, 3, 4);
        assertThat(inner.calls).containsOnly("reset", "NOOP");
    }

    @Test
    void beginsAnotherGameWhereOneEndsMeanwhile() {
        Counter inner = new Counter(2);
        NoopStart environment = around(inner, 30);
        for (int game = 0; game < 20; game++) {
            assertThat(environment.reset()).isEqualTo(TimeStep.first());
            assertThat(environment.step(0).reward()).isPositive();
        }
        assertThat(String.join(" ", inner.calls)).contains("NOOP NOOP reset").doesNotContain("NOOP NOOP NOOP");
    }

    @Test
    void refusesLessThanOneNoop() {
        assertThatThrownBy(() -> around(new Counter(9), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void needsAGameWithANoop() {
        Environment withoutNoop = new EnvironmentWrapper(new Counter(9)) {
            @Override
            public List<String> actions() {
                return List.of("FIRE");
            }
        };
        assertThatThrownBy(() -> around(withoutNoop, 3))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("noopStart");
    }
}

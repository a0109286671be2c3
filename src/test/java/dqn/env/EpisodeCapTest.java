package dqn.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.TimeStep;
import org.junit.jupiter.api.Test;

class EpisodeCapTest extends EnvironmentContract {
    @Override
    protected int stepsToAnEnd() {
        return 30;
    }

    @Override
    protected Environment create(long seed) {
        return new EpisodeCap(new Catch(seed), 5);
    }

    @Test
    void truncatesAtTheCap() {
        EpisodeCap environment = new EpisodeCap(new Counter(100), 3);
        for (int game = 0; game < 2; game++) {
            environment.reset();
            assertThat(environment.step(0)).isEqualTo(TimeStep.mid(1));
            assertThat(environment.step(0)).isEqualTo(TimeStep.mid(2));
            TimeStep last = environment.step(0);
            assertThat(last).isEqualTo(TimeStep.truncation(3));
            assertThat(last.isLast()).isTrue();
            assertThat(last.discount()).isEqualTo(1);
            assertThatThrownBy(() -> environment.step(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void leavesATerminationAtTheCapATermination() {
        EpisodeCap environment = new EpisodeCap(new Counter(2), 2);
        environment.reset();
        environment.step(0);
        assertThat(environment.step(0)).isEqualTo(TimeStep.termination(2));
    }

    @Test
    void refusesAnEmptyGame() {
        assertThatThrownBy(() -> new EpisodeCap(new Counter(2), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

package dqn.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.TimeStep;
import dqn.core.TimeStep.Kind;
import dqn.env.EnvironmentConfig.LifeLossMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifeLossTest extends EnvironmentContract {
    @Override
    protected int stepsToAnEnd() {
        return 30;
    }

    @Override
    protected Environment create(long seed) {
        return new LifeLoss(new Counter(7, 3), LifeLossMode.EPISODE);
    }

    @Test
    void canBeIgnored() {
        Environment environment = new LifeLoss(new Counter(7, 3), LifeLossMode.IGNORE);
        environment.reset();
        for (int step = 1; step < 7; step++) {
            assertThat(environment.step(0)).isEqualTo(TimeStep.mid(step));
        }
        assertThat(environment.step(0)).isEqualTo(TimeStep.termination(7));
    }

    @Test
    void canTakeTheDiscount() {
        Environment environment = new LifeLoss(new Counter(4, 3), LifeLossMode.DISCOUNT);
        environment.reset();
        assertThat(environment.step(0)).isEqualTo(TimeStep.mid(1));
        assertThat(environment.step(0)).isEqualTo(TimeStep.mid(2));
        assertThat(environment.step(0)).isEqualTo(new TimeStep(Kind.MID, 3, 0, false));
        assertThat(environment.step(0)).isEqualTo(TimeStep.termination(4));
    }

    @ParameterizedTest
    @EnumSource(LifeLossMode.class)
    void aLifeThatIsWonIsNoLoss(LifeLossMode mode) {
        Environment environment = new LifeLoss(new Counter(7, -3), mode);
        environment.reset();
        for (int step = 1; step < 7; step++) {
            assertThat(environment.step(0)).isEqualTo(TimeStep.mid(step));
        }
    }

    @Test
    void canEndTheEpisodeAndGoOnWithTheGame() {
        Counter inner = new Counter(5, 3);
        Environment environment = new LifeLoss(inner, LifeLossMode.EPISODE);
        environment.reset();
        environment.step(0);
        environment.step(0);
        assertThat(environment.step(0)).isEqualTo(new TimeStep(Kind.LAST, 3, 0, false));
        assertThatThrownBy(() -> environment.step(0)).isInstanceOf(IllegalStateException.class);
        assertThat(environment.reset()).isEqualTo(TimeStep.first());
        assertThat(environment.episodeFrames()).isEqualTo(3);
        assertThat(environment.step(0)).isEqualTo(TimeStep.mid(4));
        assertThat(environment.step(0)).isEqualTo(TimeStep.termination(5));
        environment.reset();
        assertThat(inner.calls).containsExactly("reset", "FIRE", "FIRE", "FIRE", "FIRE", "FIRE", "reset");
    }

    @Test
    void theEndOfTheGameCountsForMoreThanTheLifeLostWithIt() {
        Environment environment = new LifeLoss(new Counter(3, 3), LifeLossMode.EPISODE);
        environment.reset();
        environment.step(0);
        environment.step(0);
        assertThat(environment.step(0)).isEqualTo(TimeStep.termination(3));
    }

    /** Nothing is to be learnt of what follows a lost life, though the game be cut off at the same step. */
    @ParameterizedTest
    @EnumSource(LifeLossMode.class)
    void aLifeLostWhereTheGameIsCutOffIsAnEndToo(LifeLossMode mode) {
        Environment environment = new LifeLoss(new EpisodeCap(new Counter(9, 3), 3), mode);
        environment.reset();
        environment.step(0);
        environment.step(0);
        double discount = mode == LifeLossMode.IGNORE ? 1 : 0;
        assertThat(environment.step(0)).isEqualTo(new TimeStep(Kind.LAST, 3, discount, true));
        environment.reset();
        assertThat(environment.step(0)).isEqualTo(TimeStep.mid(1));
    }

    @Test
    void remembersBetweenLivesThatTheGameGoesOn() throws IOException {
        Environment environment = new LifeLoss(new Counter(9, 2), LifeLossMode.EPISODE);
        environment.reset();
        environment.step(0);
        environment.step(0);
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        environment.save(new DataOutputStream(state));
        Counter inner = new Counter(9, 2);
        Environment restored = new LifeLoss(inner, LifeLossMode.EPISODE);
        restored.load(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        assertThat(restored.reset()).isEqualTo(TimeStep.first());
        assertThat(restored.step(0)).isEqualTo(TimeStep.mid(3));
        assertThat(inner.calls).containsExactly("FIRE");
    }
}

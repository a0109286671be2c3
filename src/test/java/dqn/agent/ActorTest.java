package dqn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.network.dl4j.Dl4jBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a linear network of one input x: the values are 2x + 1, 3x and 5 - x. */
class ActorTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private static final float[] PARAMETERS = {2, 3, -1, 1, 0, 5};

    private static final ActionValues PLAIN = ActionValues.of(Agents.with());

    private final NetworkSpec spec = new NetworkSpec(
            new ObservationSpec(1, 1, 1), 1, Padding.VALID, List.of(), 3, Initialization.GLOROT_UNIFORM);

    @Test
    void withoutChanceTheLargestValueDecides() {
        try (QNetwork network = network()) {
            Actor actor = new Actor(network, PLAIN, new RandomStream(1, "actor"), 0);
            assertThat(actor.act(ONE)).isEqualTo(2);
            assertThat(actor.values().orElseThrow()).containsExactly(3, 3, 4);
            assertThat(actor.maxValue(0)).hasValue(4);
            float[] copy = actor.lastValues(0).orElseThrow();
            assertThat(actor.act(TWO)).isEqualTo(1);
            assertThat(actor.maxValue(0)).hasValue(6);
            assertThat(copy).containsExactly(3, 3, 4);
            assertThat(actor.lastValues(0).orElseThrow()).containsExactly(5, 6, 3);
        }
    }

    @Test
    void whereChanceDecidesTheValuesCanStillBeSeen() {
        try (QNetwork network = network()) {
            Actor actor = new Actor(network, PLAIN, new RandomStream(1, "actor"), 1);
            actor.act(ONE);
            assertThat(actor.maxValue(0)).isEmpty();
            assertThat(actor.lastValues(0)).isEmpty();
            assertThat(actor.values().orElseThrow()).containsExactly(3, 3, 4);
            actor.act(TWO);
            assertThat(actor.values().orElseThrow()).containsExactly(5, 6, 3);
            assertThat(actor.maxValue(0)).isEmpty();
        }
    }

    @Test
    void lookingAtTheValuesChangesNoChoice() {
        try (QNetwork network = network()) {
            Actor watched = new Actor(network, PLAIN, new RandomStream(1, "actor"), 0.5);
            Actor alone = new Actor(network, PLAIN, new RandomStream(1, "actor"), 0.5);
            for (int i = 0; i < 100; i++) {
                byte[] stack = {(byte) (i % 3)};
                assertThat(watched.act(stack)).isEqualTo(alone.act(stack));
                watched.values();
            }
        }
    }

    /** Of 1,000 choices of two, 500 with a standard deviation of 16. */
    @Test
    void chanceMayKnowTheFirstActionsOnly() {
        try (QNetwork network = network()) {
            Actor actor = new Actor(network::forward, 3, PLAIN, 1, new RandomStream(1, "actor"), 2);
            int[] counts = new int[3];
            for (int i = 0; i < 1_000; i++) {
                counts[actor.act(ONE)]++;
            }
            assertThat(counts[2]).isZero();
            assertThat(counts[0]).isBetween(420, 580);
            actor.setEpsilon(0);
            assertThat(actor.act(ONE)).isEqualTo(2);
        }
    }

    @Test
    void actsInEachEnvironmentByItsOwnValues() {
        try (QNetwork network = network()) {
            Actor actor = new Actor(network::forward, 3, PLAIN, 3, new RandomStream(1, "actor"), 3);
            actor.setEpsilon(0);
            int[] chosen = new int[3];
            actor.act(new byte[] {1, 2, 0}, chosen);
            assertThat(chosen).containsExactly(2, 1, 2);
            assertThat(actor.maxValue(0)).hasValue(4);
            assertThat(actor.maxValue(1)).hasValue(6);
            assertThat(actor.maxValue(2)).hasValue(5);
        }
    }

    private QNetwork network() {
        QNetwork network = new Dl4jBackend().create(spec, 1);
        network.writeParameters(PARAMETERS);
        return network;
    }
}

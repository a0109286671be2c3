package dqn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.HeadSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterNoiseTest {
    private static final NetworkSpec NOISY = new NetworkSpec(
            new ObservationSpec(1, 1, 4),
            1,
            Padding.VALID,
            List.of(new Layer.Dense(4)),
            2,
            Initialization.GLOROT_UNIFORM,
            new HeadSpec(false, 1, true));

    private final List<String> calls = new ArrayList<>();

    /** One that notes what is done with its noise, and what it is drawn from. */
    private QNetwork network(String name) {
        return (QNetwork) Proxy.newProxyInstance(
                QNetwork.class.getClassLoader(), new Class<?>[] {QNetwork.class}, (self, method, arguments) -> {
                    return switch (method.getName()) {
                        case "hashCode" -> name.hashCode();
                        case "equals" -> self == arguments[0];
                        case "spec" -> NOISY;
                        case "drawNoise" -> note(name + " " + ((RandomStream) arguments[0]).nextInt(1_000_000));
                        case "silenceNoise" -> note(name + " silent");
                        default -> throw new IllegalStateException(method.getName());
                    };
                });
    }

    private Object note(String call) {
        calls.add(call);
        return null;
    }

    private ParameterNoise noise() {
        return new ParameterNoise(
                network("acting"), network("online"), network("target"), new RandomStream(1, "noise"));
    }

    @Test
    void isDrawnForEachNetworkItsOwn() {
        ParameterNoise noise = noise();
        noise.draw();
        assertThat(calls).hasSize(6).doesNotHaveDuplicates();
        for (int i = 0; i < 6; i++) {
            assertThat(calls.get(i))
                    .startsWith(List.of("acting ", "online ", "target ").get(i % 3));
        }
    }

    @Test
    void comesBackAfterWhatIsDoneWithoutIt() {
        ParameterNoise noise = noise();
        List<String> drawn = List.copyOf(calls);
        calls.clear();
        noise.without(() -> calls.add("work"));
        assertThat(calls.subList(0, 2)).containsExactly("acting silent", "work");
        assertThat(calls.subList(2, calls.size())).isEqualTo(drawn);
    }
}

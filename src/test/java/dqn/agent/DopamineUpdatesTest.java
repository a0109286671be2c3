package dqn.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.ObservationSpec;
import dqn.core.TransitionBatch;
import dqn.network.NetworkSpec;
import dqn.network.ParameterLayout;
import dqn.network.ParameterLayout.LayerParameters;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.onednn.OneDnnBackend;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * That the preset {@code dopamine} makes of 16 batches what the published program makes of them in double precision, from the
 * same weights: {@code scripts/peers/dopamine_updates.py} says how both come about.
 */
class DopamineUpdatesTest {
    private static final int ACTIONS = 6;
    private static final int UPDATES = 16;
    private static final int SYNC = 6;

    private final RunConfig config = new ConfigLoader().resolvePreset("dopamine", List.of());
    private final NetworkSpec spec = NetworkSpec.of(
            config.network(),
            new ObservationSpec(4, 84, 84),
            config.observation().scale(),
            ACTIONS,
            1,
            false);

    @Test
    void lossesAndWeightsAreThoseOfThePublishedProgram() throws IOException {
        float[] before = parameters(1);
        float[] after = before.clone();
        double[] losses = new double[UPDATES];
        OneDnnBackend backend = new OneDnnBackend(2);
        try (QNetwork online = backend.create(spec, 1, config.agent().optimizer(), StepConfig.PLAIN);
                QNetwork target = backend.create(spec, 1)) {
            online.writeParameters(before);
            target.writeParameters(parameters(2));
            BatchUpdate update = new BatchUpdate(config.agent(), online, target, (batch, from, to) -> {});
            for (int i = 0; i < UPDATES; i++) {
                if (i > 0 && i % SYNC == 0) {
                    target.copyParametersFrom(online);
                }
                fill(update.batch(), i);
                update.run();
                losses[i] = update.loss();
            }
            online.readParameters(after);
        }
        assertPublished(losses, before, after);
    }

    /** A weight has changed by up to 5e-4. */
    private static void assertPublished(double[] losses, float[] before, float[] after) throws IOException {
        try (var published = DopamineUpdatesTest.class.getResourceAsStream("/dqn/dopamine_updates.csv")) {
            List<String> rows =
                    new String(published.readAllBytes(), UTF_8).lines().skip(1).toList();
            assertThat(rows).hasSize(UPDATES + 405);
            for (String row : rows) {
                String[] fields = row.split(",", -1);
                int index = Integer.parseInt(fields[1]);
                double expected = Double.parseDouble(fields[2]);
                if (fields[0].equals("loss")) {
                    assertThat(losses[index]).as(row).isCloseTo(expected, within(2e-5));
                } else {
                    assertThat((double) after[index] - before[index]).as(row).isCloseTo(expected, within(1e-6));
                }
            }
        }
    }

    private float[] parameters(long seed) {
        ParameterLayout layout = ParameterLayout.of(spec);
        float[] parameters = new float[layout.size()];
        for (LayerParameters layer : layout.layers()) {
            double bound = Math.sqrt(6.0 / (layer.fanIn() + layer.fanOut()));
            int start = Math.min(layer.weights(), layer.biases());
            for (int i = start; i < start + layer.size(); i++) {
                parameters[i] = (float) ((hashed(i + seed * 10_000_000) / 0x1p31 - 1) * bound);
            }
        }
        return parameters;
    }

    private void fill(TransitionBatch batch, int update) {
        for (int i = 0; i < batch.states.length; i++) {
            batch.states[i] = (byte) (hashed(i + 1_000_000 + update * 31L) >> 24);
            batch.nextStates[i] = (byte) (hashed(i + 2_000_000 + update * 31L) >> 24);
        }
        for (int row = 0; row < batch.size(); row++) {
            long hashed = hashed(row + (long) update * batch.size());
            batch.actions[row] = (int) (hashed % ACTIONS);
            batch.rewards[row] = (hashed >> 8) % 3 - 1;
            batch.discounts[row] =
                    (hashed >> 16) % 8 == 0 ? 0 : (float) config.agent().discount();
        }
    }

    private static long hashed(long number) {
        long x = number * 2_654_435_761L & 0xFFFFFFFFL;
        x ^= x >> 15;
        x = x * 2_246_822_519L & 0xFFFFFFFFL;
        return x ^ x >> 13;
    }
}

package dqn.cli;

import dqn.agent.BatchUpdate;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.training.RunConfig;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dqn bench update}: from a batch of stacks of bytes to new weights in use. */
@Command(
        name = "update",
        description = "Measures one update: target forward, online forward, loss, backward, optimiser.",
        sortOptions = false,
        footer = {"", "Example:", "  dqn bench update --precision bf16"})
final class BenchUpdateCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() {
        RunConfig config = options.config();
        NetworkBackend backend = options.backend(config);
        NetworkSpec spec = options.network(config);
        long start = System.nanoTime();
        try (QNetwork online = backend.create(
                        spec,
                        config.seed(),
                        config.agent().optimizer(),
                        config.agent().stepConfig());
                QNetwork target = backend.create(spec, config.seed())) {
            BatchUpdate update = new BatchUpdate(config.agent(), online, target, (batch, from, to) -> {});
            RandomStream random = new RandomStream(1, "bench");
            fill(update.batch(), spec.outputs() / config.agent().atoms(), random);
            Runnable work = () -> {
                drawRewards(update.batch(), random);
                update.draw(random);
                if (spec.head().hasDraws()) {
                    online.drawNoise(random);
                    target.drawNoise(random);
                }
                update.run();
            };
            work.run();
            double compileMs = (System.nanoTime() - start) / 1e6;
            Spread timing = options.time(work);
            double nativeMb = (online.nativeByteCount() + target.nativeByteCount()) / 1e6;
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("backend", backend.name());
            document.put("precision", backend.precision());
            document.put("threads", backend.threads());
            document.put("batch", config.agent().update().batch());
            document.put("update_ms", timing.toMap());
            document.put("compile_ms", compileMs);
            document.put("native_mb", nativeMb);
            options.print(
                    document,
                    online,
                    String.format(
                            Locale.ROOT,
                            "one update %s, %.0f ms to the first, %.0f MB of native memory",
                            timing.text("ms", 3),
                            compileMs,
                            nativeMb));
        }
        return 0;
    }

    private static void fill(TransitionBatch batch, int actions, RandomStream random) {
        BenchOptions.fill(batch.states, random);
        BenchOptions.fill(batch.nextStates, random);
        for (int i = 0; i < batch.size(); i++) {
            batch.actions[i] = random.nextInt(actions);
            batch.discounts[i] = 0.99f;
        }
    }

    /** Ever new ones, for no network is done learning; with all errors near zero the arithmetic would be another. */
    private static void drawRewards(TransitionBatch batch, RandomStream random) {
        for (int i = 0; i < batch.size(); i++) {
            batch.rewards[i] = (float) random.nextDouble();
        }
    }
}

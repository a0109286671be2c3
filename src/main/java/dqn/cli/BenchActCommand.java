package dqn.cli;

import dqn.agent.ActionValues;
import dqn.agent.Actor;
import dqn.core.RandomStream;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.training.RunConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dqn bench act}: from one stack of bytes to the index of the action. */
@Command(
        name = "act",
        description = "Measures the choice of one action.",
        sortOptions = false,
        footer = {"", "Example:", "  dqn bench act --preset default"})
final class BenchActCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() {
        RunConfig config = options.config();
        NetworkBackend backend = options.backend(config);
        NetworkSpec spec = options.network(config);
        try (QNetwork network = backend.create(spec, config.seed())) {
            RandomStream random = new RandomStream(1, "bench");
            byte[] stack = new byte[spec.input().size()];
            BenchOptions.fill(stack, random);
            Actor actor = new Actor(network, ActionValues.of(config.agent()), random, 0);
            Spread timing = options.time(() -> actor.act(stack));
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("backend", backend.name());
            document.put("precision", backend.precision());
            document.put("threads", backend.threads());
            document.put("act_ms", timing.toMap());
            options.print(document, network, "one action " + timing.text("ms", 3));
        }
        return 0;
    }
}

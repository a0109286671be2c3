package dqn.network.onednn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A network's forward passes, compiled when they are first asked for; those used longest ago are dropped. */
final class InferencePasses implements AutoCloseable {
    private static final int KEPT = 4;

    private final CompiledNetwork network;
    private final Parameters parameters;
    private final Consumer<List<String>> onCompiled;
    /** The one used longest ago first. */
    private final Map<Shares, InferencePass> passes = new LinkedHashMap<>(KEPT, 0.75f, true);

    /** @param onCompiled told of the kernels of each new pass */
    InferencePasses(CompiledNetwork network, Parameters parameters, Consumer<List<String>> onCompiled) {
        this.network = network;
        this.parameters = parameters;
        this.onCompiled = onCompiled;
    }

    ForwardPass get(Shares shares) {
        InferencePass known = passes.get(shares);
        if (known != null) {
            return known.forward();
        }
        if (passes.size() == KEPT) {
            passes.remove(passes.keySet().iterator().next()).close();
        }
        InferencePass compiled = new InferencePass(network, parameters, shares);
        onCompiled.accept(compiled.forward().kernels());
        passes.put(shares, compiled);
        return compiled.forward();
    }

    List<String> kernels() {
        List<String> names = new ArrayList<>();
        passes.values().forEach(pass -> names.addAll(pass.forward().kernels()));
        return names;
    }

    long byteCount() {
        return passes.values().stream().mapToLong(InferencePass::byteCount).sum();
    }

    @Override
    public void close() {
        passes.values().forEach(InferencePass::close);
        passes.clear();
    }
}

package dqn.network.onednn;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All passes of one network, compiled when they are first asked for. */
final class NetworkPasses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NetworkPasses.class);

    private final CompiledNetwork network;
    private final Parameters parameters;
    private final Team team;
    private final InferencePasses inferences;
    /** Of the caller alone: never dropped to make room for, or by, those that the team is at work with. */
    private final InferencePasses alone;

    private TrainingPass training;

    NetworkPasses(CompiledNetwork network, Parameters parameters, Team team) {
        this.network = network;
        this.parameters = parameters;
        this.team = team;
        inferences = new InferencePasses(network, parameters, NetworkPasses::logKernels);
        alone = new InferencePasses(network, parameters, NetworkPasses::logKernels);
    }

    /** Of the whole team. */
    ForwardPass inference(int batch) {
        return inferences.get(shares(batch));
    }

    /** Of the caller alone. */
    ForwardPass alone(int batch) {
        return alone.get(Shares.alone(batch));
    }

    /** Of the whole team; that of another size is closed. */
    TrainingPass training(int batch) {
        if (training == null || training.batch() != batch) {
            if (training != null) {
                training.close();
                training = null; // should there be no memory for the next
            }
            training = new TrainingPass(network, parameters, team, shares(batch));
            logKernels(training.kernels());
        }
        return training;
    }

    private Shares shares(int batch) {
        return Shares.of(batch, team.size());
    }

    private static void logKernels(List<String> names) {
        log.debug("Kernels: {}", names);
        List<String> slow =
                names.stream().filter(name -> name.contains(": ref")).toList();
        if (!slow.isEmpty()) {
            log.warn("oneDNN has only slow reference kernels for parts of this network: {}", slow);
        }
    }

    /** What each compiled kernel does, and oneDNN's implementation of it. */
    List<String> kernels() {
        List<String> names = new ArrayList<>(training == null ? List.of() : training.kernels());
        names.addAll(inferences.kernels());
        names.addAll(alone.kernels());
        return names;
    }

    /** Of activations and scratch. */
    long byteCount() {
        return inferences.byteCount() + alone.byteCount() + (training == null ? 0 : training.byteCount());
    }

    @Override
    public void close() {
        inferences.close();
        alone.close();
        if (training != null) {
            training.close();
        }
    }
}

package dqn.network.onednn;

import dqn.core.RandomStream;
import dqn.network.GradientConfig;
import dqn.network.InitialParameters;
import dqn.network.NetworkArguments;
import dqn.network.NetworkSpec;
import dqn.network.Optimizer;
import dqn.network.OptimizerSpec;
import dqn.network.OptimizerState;
import dqn.network.ParameterLayout;
import dqn.network.QNetwork;
import dqn.network.UpdateTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.dnnl.memory.data_type;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network compiled to oneDNN's primitives. A batch is split among the members of a team; see {@link TrainingPass}.
 *
 * <p>Everything native belongs to one scope and is freed by {@link #close}.
 */
final class OneDnnQNetwork implements QNetwork {
    private static final Logger log = LoggerFactory.getLogger(OneDnnQNetwork.class);
    /** Sizes of batches whose compiled passes are kept. */
    private static final int KEPT = 4;

    private final NetworkSpec spec;
    private final int parameterCount;
    private final Team team;
    private final double callersShare;
    private final NativeScope scope = new NativeScope();
    private final CompiledNetwork network;
    private final Parameters parameters;
    private final Optional<Learning> learning;
    /** By size of the batch; the one used longest ago first. */
    private final Map<Integer, InferencePass> inferences = new LinkedHashMap<>(KEPT, 0.75f, true);

    private TrainingPass training;
    private boolean forwarded;
    private boolean closed;

    OneDnnQNetwork(NetworkSpec spec, long seed, data_type type, Team team, double callersShare) {
        this(spec, seed, type, team, callersShare, null, null);
    }

    OneDnnQNetwork(
            NetworkSpec spec,
            long seed,
            data_type type,
            Team team,
            double callersShare,
            OptimizerSpec optimizer,
            GradientConfig gradientConfig) {
        this.spec = spec;
        this.team = team;
        this.callersShare = callersShare;
        parameterCount = ParameterLayout.of(spec).size();
        try {
            network = CompiledNetwork.of(spec, type, scope);
            parameters = new Parameters(scope, network, optimizer != null);
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
        parameters.write(InitialParameters.draw(spec, seed));
        learning = Optional.ofNullable(optimizer)
                .map(o -> new Learning(new Optimizer(o, gradientConfig, parameters.pieceLengths()), parameters, team));
        team.join();
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public void forward(byte[] observations, int batch, float[] outputs) {
        requireBatch(observations, batch, outputs);
        ForwardRun run = new ForwardRun(inference(batch).forward(), parameters, observations, outputs);
        team.run(member -> ForwardRun.runAll(List.of(run), member, team));
    }

    private InferencePass inference(int batch) {
        InferencePass known = inferences.get(batch);
        if (known != null) {
            return known;
        }
        if (inferences.size() == KEPT) {
            inferences.remove(inferences.keySet().iterator().next()).close();
        }
        InferencePass compiled = new InferencePass(network, parameters, new Shares(batch, team.size(), callersShare));
        logKernels(compiled.forward().kernels());
        inferences.put(batch, compiled);
        return compiled;
    }

    private TrainingPass training(int batch) {
        if (training == null || training.forward().shares().batch() != batch) {
            if (training != null) {
                training.close();
                training = null; // should there be no memory for the next
                forwarded = false;
            }
            training = new TrainingPass(network, parameters, team, new Shares(batch, team.size(), callersShare));
            logKernels(training.kernels());
        }
        return training;
    }

    private void logKernels(List<String> names) {
        log.debug("Kernels: {}", names);
        List<String> slow =
                names.stream().filter(name -> name.contains(": ref")).toList();
        if (!slow.isEmpty()) {
            log.warn("oneDNN has only slow reference kernels for parts of this network: {}", slow);
        }
    }

    @Override
    public void forwardForTraining(byte[] observations, int batch, float[] outputs) {
        requireBatch(observations, batch, outputs);
        ForwardRun run = new ForwardRun(training(batch).forward(), parameters, observations, outputs);
        team.run(member -> ForwardRun.runAll(List.of(run), member, team));
        forwarded = true;
    }

    @Override
    public void backward(float[] outputGradient) {
        requireOpen();
        Learning learner = requireLearning();
        if (!forwarded) {
            throw new IllegalStateException("backward without a forward pass for training before it");
        }
        int batch = training.forward().shares().batch();
        NetworkArguments.requireRoom("output gradient", outputGradient.length, batch * spec.outputs());
        GradientSink keep = learner.keep();
        team.run(member -> training.backward(member, outputGradient, parameters.current(), keep));
    }

    @Override
    public void applyGradient() {
        requireOpen();
        requireLearning().applyKept();
    }

    @Override
    public void update(UpdateTask task) {
        requireBatch(task.observations(), task.batch(), task.outputs());
        NetworkArguments.requireRoom("output gradient", task.outputGradient().length, task.batch() * spec.outputs());
        Learning learner = requireLearning();
        TrainingPass pass = training(task.batch());
        List<ForwardRun> runs = otherRuns(task);
        runs.add(new ForwardRun(pass.forward(), parameters, task.observations(), task.outputs()));
        boolean whole = learner.needsWholeGradient();
        GradientSink sink = whole ? learner.keep() : learner.step();
        team.run(member -> {
            ForwardRun.runAll(runs, member, team);
            Shares shares = pass.forward().shares();
            task.loss().gradient(shares.from(member), shares.to(member));
            pass.backward(member, task.outputGradient(), parameters.current(), sink);
            if (!whole) {
                learner.finishStep(member);
            }
        });
        if (whole) {
            learner.applyKept();
        } else {
            parameters.flip();
        }
    }

    /** Of the passes that the loss needs. One that goes through a network a second time is run at once. */
    private List<ForwardRun> otherRuns(UpdateTask task) {
        List<ForwardRun> runs = new ArrayList<>();
        Set<QNetwork> networks = new HashSet<>();
        for (UpdateTask.Pass pass : task.passes()) {
            if (!(pass.network() instanceof OneDnnQNetwork other)
                    || other.team != team
                    || !spec.sameShape(other.spec)) {
                throw new IllegalArgumentException("a pass through a network of another backend or shape");
            }
            if (networks.add(other)) {
                other.requireBatch(pass.observations(), task.batch(), pass.outputs());
                ForwardPass forward = other.inference(task.batch()).forward();
                runs.add(new ForwardRun(forward, other.parameters, pass.observations(), pass.outputs()));
            } else {
                other.forward(pass.observations(), task.batch(), pass.outputs());
            }
        }
        return runs;
    }

    @Override
    public void readGradient(float[] target) {
        requireOpen();
        requireSize("gradient", target.length);
        parameters.readGradient(requireLearning().kept(), target);
    }

    @Override
    public void readParameters(float[] target) {
        requireOpen();
        requireSize("parameters", target.length);
        parameters.read(target);
    }

    @Override
    public void writeParameters(float[] source) {
        requireOpen();
        requireSize("parameters", source.length);
        parameters.write(source);
    }

    @Override
    public void drawNoise(RandomStream random) {
        requireOpen();
        parameters.drawNoise(random);
    }

    @Override
    public void silenceNoise() {
        requireOpen();
        parameters.silenceNoise();
    }

    @Override
    public OptimizerState optimizerState() {
        return learning.map(l -> l.state(parameterCount)).orElseGet(() -> new OptimizerState(0, new float[0][]));
    }

    @Override
    public void restoreOptimizer(OptimizerState state) {
        for (float[] slot : state.slots()) {
            requireSize("optimiser state", slot.length);
        }
        requireLearning().restore(state);
    }

    @Override
    public void copyParametersFrom(QNetwork other) {
        requireOpen();
        if (!spec.sameShape(other.spec())) {
            throw new IllegalArgumentException("parameters can only be copied between networks of the same shape");
        }
        if (other instanceof OneDnnQNetwork same) {
            same.requireOpen();
            parameters.copyFrom(same.parameters);
        } else {
            float[] copy = new float[parameterCount];
            other.readParameters(copy);
            parameters.write(copy);
        }
    }

    @Override
    public String description() {
        return OneDnn.description()
                + (network.type() == data_type.f32 ? "" : ", bf16")
                + (team.size() == 1 ? ", 1 thread" : ", " + team.size() + " threads");
    }

    /** What each compiled kernel does, and oneDNN's implementation of it. */
    List<String> kernels() {
        List<String> names = new ArrayList<>(training == null ? List.of() : training.kernels());
        inferences.values().forEach(pass -> names.addAll(pass.forward().kernels()));
        return names;
    }

    /** Of parameters, activations and scratch. */
    @Override
    public long nativeByteCount() {
        long count = scope.byteCount() + (training == null ? 0 : training.byteCount());
        for (InferencePass pass : inferences.values()) {
            count += pass.byteCount();
        }
        return count;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        team.leave();
        inferences.values().forEach(InferencePass::close);
        if (training != null) {
            training.close();
        }
        scope.close();
    }

    private void requireBatch(byte[] observations, int batch, float[] outputs) {
        requireOpen();
        NetworkArguments.requireBatch(spec, observations, batch, outputs);
    }

    private void requireSize(String what, int given) {
        NetworkArguments.requireSize(what, given, parameterCount);
    }

    private Learning requireLearning() {
        requireOpen();
        return learning.orElseThrow(() -> new IllegalStateException("this network was made for inference only"));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this network is closed");
        }
    }
}

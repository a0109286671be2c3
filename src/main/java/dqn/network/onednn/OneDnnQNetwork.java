package dqn.network.onednn;

import dqn.core.RandomStream;
import dqn.network.InitialParameters;
import dqn.network.LearntState;
import dqn.network.NetworkArguments;
import dqn.network.NetworkSpec;
import dqn.network.Optimizer;
import dqn.network.OptimizerSpec;
import dqn.network.OptimizerState;
import dqn.network.ParameterLayout;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.UpdateTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.dnnl.memory.data_type;

/**
 * A network compiled to oneDNN's primitives. A batch is split among the members of a team; see {@link ForwardPass}.
 *
 * <p>Everything native belongs to one scope and is freed by {@link #close}.
 */
final class OneDnnQNetwork implements QNetwork {
    private final NetworkSpec spec;
    private final int parameterCount;
    private final Team team;
    private final NativeScope scope = new NativeScope();
    private final CompiledNetwork network;
    private final Parameters parameters;
    private final Optional<Learning> learning;
    private final NetworkPasses passes;

    /** Which has been run forward and waits for its way back. */
    private Optional<TrainingPass> forwarded = Optional.empty();

    private boolean closed;

    OneDnnQNetwork(NetworkSpec spec, long seed, data_type type, Team team) {
        this(spec, seed, type, team, null, null);
    }

    OneDnnQNetwork(
            NetworkSpec spec, long seed, data_type type, Team team, OptimizerSpec optimizer, StepConfig stepConfig) {
        this.spec = spec;
        this.team = team;
        parameterCount = ParameterLayout.of(spec).size();
        try {
            network = CompiledNetwork.of(spec, type, scope);
            parameters = new Parameters(scope, network);
            parameters.write(InitialParameters.draw(spec, seed));
            learning = Optional.ofNullable(optimizer)
                    .map(o -> new Learning(new Optimizer(o, stepConfig, parameters.pieceLengths()), parameters, team));
            passes = new NetworkPasses(network, parameters, team);
            team.join();
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public void forward(byte[] observations, int batch, float[] outputs) {
        requireBatch(observations, batch, outputs);
        run(new ForwardRun(passes.inference(batch), observations, outputs));
    }

    @Override
    public void forwardAlone(byte[] observations, int batch, float[] outputs) {
        requireBatch(observations, batch, outputs);
        new ForwardRun(passes.alone(batch), observations, outputs).runAlone();
    }

    @Override
    public void forwardForTraining(byte[] observations, int batch, float[] outputs) {
        requireBatch(observations, batch, outputs);
        forwarded = Optional.empty();
        TrainingPass pass = passes.training(batch);
        run(new ForwardRun(pass.forward(), observations, outputs));
        forwarded = Optional.of(pass);
    }

    private void run(ForwardRun run) {
        List<ForwardRun> runs = List.of(run);
        team.run(member -> ForwardRun.runAll(runs, member, team));
    }

    @Override
    public void backward(float[] outputGradient) {
        Learning learner = requireLearning();
        TrainingPass pass = forwarded.orElseThrow(
                () -> new IllegalStateException("backward without a forward pass for training before it"));
        NetworkArguments.requireRoom("output gradient", outputGradient.length, pass.batch() * spec.outputs());
        GradientSink keep = learner.keep();
        team.run(member -> pass.backward(member, outputGradient, keep));
    }

    @Override
    public void applyGradient() {
        requireLearning().applyKept();
    }

    @Override
    public void update(UpdateTask task, Runnable alongside) {
        requireBatch(task.observations(), task.batch(), task.outputs());
        NetworkArguments.requireRoom("output gradient", task.outputGradient().length, task.batch() * spec.outputs());
        Learning learner = requireLearning();
        forwarded = Optional.empty();
        TrainingPass pass = passes.training(task.batch());
        List<List<ForwardRun>> rounds = rounds(task);
        rounds.get(0).add(new ForwardRun(pass.forward(), task.observations(), task.outputs()));
        Alongside guarded = new Alongside(alongside);
        WholeUpdate update = new WholeUpdate(task, rounds, pass, guarded, team);
        boolean whole = learner.needsWholeGradient();
        GradientSink sink = whole ? learner.keep() : learner.step();
        try {
            team.run(member -> {
                update.run(member, sink);
                if (!whole) {
                    learner.finishStep(member);
                }
            });
        } catch (IllegalStateException | OutOfMemoryError e) {
            guarded.rethrow(Optional.of(e));
            throw e;
        }
        if (whole) {
            learner.applyKept();
        }
        guarded.rethrow(Optional.empty());
    }

    /** Of the passes that the loss needs: those of one network go one after the other. */
    private List<List<ForwardRun>> rounds(UpdateTask task) {
        List<List<ForwardRun>> rounds = new ArrayList<>(List.of(new ArrayList<>()));
        Map<QNetwork, Integer> counts = new HashMap<>();
        for (UpdateTask.Pass pass : task.passes()) {
            if (!(pass.network() instanceof OneDnnQNetwork other)
                    || other.team != team
                    || !spec.sameShape(other.spec)) {
                throw new IllegalArgumentException("a pass through a network of another backend or shape");
            }
            other.requireBatch(pass.observations(), task.batch(), pass.outputs());
            int round = counts.merge(other, 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            ForwardPass forward = other.passes.inference(task.batch());
            rounds.get(round).add(new ForwardRun(forward, pass.observations(), pass.outputs()));
        }
        return rounds;
    }

    @Override
    public void readGradient(float[] target) {
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
        network.quantiles().ifPresent(quantiles -> quantiles.draw(random));
    }

    @Override
    public float[] fractions() {
        return network.quantiles().map(QuantileLayer::fractions).orElseGet(() -> new float[0]);
    }

    @Override
    public void silenceNoise() {
        requireOpen();
        parameters.silenceNoise();
        network.quantiles().ifPresent(QuantileLayer::silence);
    }

    @Override
    public OptimizerState optimizerState() {
        OptimizerState state = state();
        float[][] slots = Arrays.stream(state.slots()).map(parameters::ordered).toArray(float[][]::new);
        return new OptimizerState(state.updateCount(), slots);
    }

    @Override
    public Supplier<LearntState> capture() {
        requireOpen();
        return new CapturedState(parameters, state());
    }

    @Override
    public Supplier<float[]> captureParameters() {
        requireOpen();
        return parameters.capture();
    }

    private OptimizerState state() {
        return learning.map(Learning::state).orElseGet(() -> new OptimizerState(0, new float[0][]));
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

    /** By all members, where there is no noise in the parameters that are computed with. */
    @Override
    public void moveTowards(QNetwork other, double share) {
        requireOpen();
        if (other instanceof OneDnnQNetwork same
                && spec.sameShape(other.spec())
                && !spec.head().noisy()) {
            same.requireOpen();
            team.run(member -> parameters.moveTowards(same.parameters, (float) share, member, team));
        } else {
            QNetwork.super.moveTowards(other, share);
        }
    }

    @Override
    public String description() {
        return OneDnn.description()
                + (network.type() == data_type.f32 ? "" : ", bf16")
                + (team.size() == 1 ? ", 1 thread" : ", " + team.size() + " threads");
    }

    /** See {@link NetworkPasses#kernels}. */
    List<String> kernels() {
        return passes.kernels();
    }

    /** Of parameters, activations and scratch. */
    @Override
    public long nativeByteCount() {
        return scope.byteCount() + passes.byteCount();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        team.leave();
        passes.close();
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

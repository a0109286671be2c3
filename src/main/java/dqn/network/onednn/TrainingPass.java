package dqn.network.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** Forward, backward and gradients of a batch of fixed size on all members of a team. */
final class TrainingPass implements AutoCloseable {
    private final NativeScope scope = new NativeScope();
    private final Team team;
    private final ForwardPass forward;
    private final BackwardPass backward;
    /** By member. */
    private final List<ConvolutionGradients> convolutionGradients = new ArrayList<>();

    private final List<DenseGradients> denseGradients = new ArrayList<>();

    @SuppressWarnings("try") // what is made meanwhile and not kept is freed at its end
    TrainingPass(CompiledNetwork network, Parameters parameters, Team team, Shares shares) {
        this.team = team;
        try (PointerScope temporary = NativeScope.temporaries()) {
            BatchBuffers buffers = new BatchBuffers(scope, network, shares.batch(), true);
            forward = new ForwardPass(scope, network, parameters, buffers, shares);
            backward = new BackwardPass(scope, network, parameters, buffers, shares);
            for (int member = 0; member < team.size(); member++) {
                convolutionGradients.add(new ConvolutionGradients(
                        parameters, backward, network.layers().size()));
                denseGradients.add(new DenseGradients(scope, network, parameters, buffers, member, team.size()));
            }
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    int batch() {
        return forward.shares().batch();
    }

    ForwardPass forward() {
        return forward;
    }

    /** One member's part of the way back; all members must take theirs, and wait for one another inside. */
    void backward(int member, float[] outputGradient, GradientSink sink) {
        for (int segment = 0; segment < backward.segmentCount(); segment++) {
            backward.run(member, segment, outputGradient);
            team.await();
        }
        denseGradients.get(member).run(member, sink);
        convolutionGradients.get(member).run(member, team.size(), sink);
    }

    List<String> kernels() {
        List<String> names = new ArrayList<>(forward.kernels());
        names.addAll(backward.kernels());
        denseGradients.forEach(g -> names.addAll(g.program().names()));
        return names;
    }

    long byteCount() {
        return scope.byteCount();
    }

    @Override
    public void close() {
        scope.close();
    }
}

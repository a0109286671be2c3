package dqn.network.onednn;

import org.bytedeco.javacpp.PointerScope;

/** The forward pass of a batch of fixed size, with the buffers that it needs. */
final class InferencePass implements AutoCloseable {
    private final NativeScope scope = new NativeScope();
    private final ForwardPass forward;

    @SuppressWarnings("try") // what is made meanwhile and not kept is freed at its end
    InferencePass(CompiledNetwork network, Parameters parameters, Shares shares) {
        try (PointerScope temporary = NativeScope.temporaries()) {
            BatchBuffers buffers = new BatchBuffers(scope, network, shares.batch(), false);
            forward = new ForwardPass(scope, network, parameters, buffers, shares);
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    ForwardPass forward() {
        return forward;
    }

    long byteCount() {
        return scope.byteCount();
    }

    @Override
    public void close() {
        scope.close();
    }
}

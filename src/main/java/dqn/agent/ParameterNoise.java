package dqn.agent;

import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.network.QNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The noise of noisy networks (Fortunato et al. 2018), and the fractions of implicit quantiles: drawn behind each
 * update, for each network its own, and at the end of each period before there are updates. The agent acts by the noise that
 * the next update learns with; an average of weights, which is a network of its own, by noise of its own. Other networks
 * have none.
 */
final class ParameterNoise implements Checkpointable {
    private final List<QNetwork> networks;
    private final RandomStream random;
    /** State of the stream before the noise now in the networks was drawn, from which it can be drawn again. */
    private byte[] drawnFrom;

    /** Draws the first noise. */
    ParameterNoise(QNetwork acting, QNetwork online, QNetwork target, RandomStream random) {
        this.networks = Stream.of(acting, online, target).distinct().toList();
        this.random = random;
        draw();
    }

    private boolean hasDraws() {
        return networks.get(0).spec().head().hasDraws();
    }

    /** Draws the noise anew. */
    void draw() {
        if (hasDraws()) {
            ByteArrayOutputStream state = new ByteArrayOutputStream();
            try {
                random.save(new DataOutputStream(state));
            } catch (IOException e) {
                throw new UncheckedIOException("memory can be written to", e);
            }
            drawnFrom = state.toByteArray();
            networks.forEach(network -> network.drawNoise(random));
        }
    }

    /** Does something with the network that acts as it is without noise. */
    <T> T without(Supplier<T> work) {
        if (!hasDraws()) {
            return work.get();
        }
        networks.get(0).silenceNoise();
        try {
            return work.get();
        } finally {
            redraw();
        }
    }

    private void redraw() {
        try {
            random.load(new DataInputStream(new ByteArrayInputStream(drawnFrom)));
        } catch (IOException e) {
            throw new UncheckedIOException("what was saved can be loaded", e);
        }
        draw();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        if (hasDraws()) {
            out.write(drawnFrom);
        }
    }

    /** {@inheritDoc} Parameters that are loaded later are mixed with the noise that is then in their network. */
    @Override
    public void load(DataInput in) throws IOException {
        if (hasDraws()) {
            random.load(in);
            draw();
        }
    }
}

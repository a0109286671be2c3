package dqn.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A named stream of random numbers (xoshiro256++). Each user of chance owns one, so that one user drawing more or less
 * never changes what another draws.
 */
public final class RandomStream implements Checkpointable {
    private static final int STATE_WORDS = 4;

    private final RestorableUniformRandomProvider source;

    /** The stream called {@code name} of the run with this seed: the same pair gives the same numbers everywhere. */
    public RandomStream(long seed, String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        source = RandomSource.XO_SHI_RO_256_PP.create(new long[] {seed, crc.getValue(), 0x9E3779B97F4A7C15L, 1});
        for (int i = 0; i < 16; i++) {
            source.nextLong(); // neighbouring seeds leave their common beginnings behind
        }
    }

    /** Uniform in {@code [0, bound)}. */
    public int nextInt(int bound) {
        return source.nextInt(bound);
    }

    /** Uniform in {@code [0, bound)}. */
    public long nextLong(long bound) {
        return source.nextLong(bound);
    }

    /** Uniform in {@code [0, 1)}. */
    public double nextDouble() {
        return source.nextDouble();
    }

    /** Normally distributed, of mean 0 and variance 1 (Box and Muller 1958). */
    public double nextGaussian() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble())); // the others differ between processors
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /** Of zeros alone this generator makes zeros alone, and numbers below a bound would be looked for without end. */
    private boolean isStuck() {
        return LongStream.generate(source::nextLong).limit(STATE_WORDS).allMatch(number -> number == 0);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        byte[] state = ((RandomProviderDefaultState) source.saveState()).getState();
        out.writeInt(state.length);
        out.write(state);
    }

    @Override
    public void load(DataInput in) throws IOException {
        int length = in.readInt();
        int expected = ((RandomProviderDefaultState) source.saveState()).getState().length;
        if (length != expected) {
            throw new IOException("a random stream of " + length + " bytes was found where " + expected + " belong");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        RandomProviderDefaultState state = new RandomProviderDefaultState(bytes);
        source.restoreState(state);
        SavedState.require(!isStuck(), "a random stream was saved that is 0 for ever");
        source.restoreState(state);
    }
}

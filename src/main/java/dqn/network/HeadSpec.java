package dqn.network;

import dqn.core.InvalidSetting;

/**
 * How the end of a network is made.
 *
 * @param dueling whether value and advantage have streams of their own from the last hidden layer on, as many units each,
 *     and an output is value + advantage - the actions' mean advantage (Wang et al. 2016)
 * @param atoms outputs of each action, as of a distribution; they are added up and averaged each by itself
 * @param noisy whether the dense layers are noisy: weights mean + spread * noise, the noise factorised (Fortunato et al.
 *     2018)
 * @param implicit whether an action has one output unit, which is computed for {@code atoms} quantile fractions that the
 *     network is given besides, drawn anew from time to time: implicit quantiles (Dabney et al. 2018, equation 4). A
 *     fraction tau multiplies the inputs of the last hidden layer by {@code relu(V c(tau) + d)}, its cosines being
 *     {@code c(tau) = cos(pi i tau), i = 1..64}. With one dense layer that is the paper's network
 */
public record HeadSpec(boolean dueling, int atoms, boolean noisy, boolean implicit) {
    /** Cosines of a fraction that a network of implicit quantiles sees. */
    public static final int COSINES = 64;

    /** One linear output per action. */
    public static final HeadSpec PLAIN = new HeadSpec(false, 1, false);

    /** Refuses actions without outputs, and heads that are not made. */
    public HeadSpec {
        InvalidSetting.unlessWithin(1, 10_000, "atoms", atoms);
        InvalidSetting.unless(
                !implicit || (!dueling && !noisy), "implicit", "must be false with a dueling head or noisy layers");
    }

    /** One whose outputs have a unit each. */
    public HeadSpec(boolean dueling, int atoms, boolean noisy) {
        this(dueling, atoms, noisy, false);
    }

    /** Whether something in the network is drawn anew from time to time: {@link QNetwork#drawNoise}. */
    public boolean hasDraws() {
        return noisy || implicit;
    }
}

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
 */
public record HeadSpec(boolean dueling, int atoms, boolean noisy) {
    /** One linear output per action. */
    public static final HeadSpec PLAIN = new HeadSpec(false, 1, false);

    /** Refuses actions without outputs. */
    public HeadSpec {
        InvalidSetting.unlessWithin(1, 10_000, "atoms", atoms);
    }
}

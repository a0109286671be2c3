package dqn.network.onednn;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;

/** How a layer's weights lie in native memory, where blocks that they do not fill are filled up with zeros. */
interface WeightFormat {
    memory.desc description();

    /** Floats, with those that only fill up. */
    int size();

    /** Floats of which one thread learns all: the weights of some outputs, or the whole layer's. */
    int unit();

    /** From {@link dqn.network.ParameterLayout}'s order. */
    void toNative(float[] logical, int from, FloatBuffer target);

    /** To {@link dqn.network.ParameterLayout}'s order. */
    void fromNative(FloatBuffer source, float[] logical, int from);
}

package dqn.sweep;

/** Makes the engine of a cluster; found by {@link java.util.ServiceLoader} among libraries that not everyone has. */
public interface ClusterProvider {
    /**
     * Connects.
     *
     * @param address of this machine, by which the cluster's machines reach it
     * @param threads cores that a trial takes
     * @param most trials at once
     * @throws dqn.core.DqnException if there is no such cluster, or none of its machines has so many cores
     */
    Engine connect(String master, String address, int threads, int most);
}

package dqn.sweep;

/** Makes the engine of a cluster; found by {@link java.util.ServiceLoader} among libraries that not everyone has. */
public interface ClusterProvider {
    /**
     * Connects.
     *
     * @param address of this machine, by which the cluster's machines reach it
     * @param threads cores that a trial takes
     * @throws dqn.core.DqnException if there is no such cluster
     */
    Engine connect(String master, String address, int threads);
}

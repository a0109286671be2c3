package dqn.agent;

/** Hears of every optimiser step. */
@FunctionalInterface
public interface UpdateListener {
    /**
     * An update was made.
     *
     * @param loss of its batch
     * @param maxQ the largest value of each state of its batch; the same array for every update
     */
    void updated(double loss, double[] maxQ);
}

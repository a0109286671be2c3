package dqn.agent;

/** Hears of every optimiser step. */
@FunctionalInterface
public interface UpdateListener {
    /**
     * An update was made.
     *
     * @param loss of its batch
     * @param meanMaxQ mean over its batch of the largest value of each state
     */
    void updated(double loss, double meanMaxQ);
}

package dqn.replay;

/**
 * Takes in what happens in each environment. In a lane, one environment's, the order of calls is
 * {@code beginEpisode (append)* beginEpisode (append)* ...}; an episode may be left unfinished.
 */
public interface Recorder {
    /**
     * Starts an episode.
     *
     * @param lane the environment's number, from 0
     * @param frame its first preprocessed frame, one unstacked observation; copied
     */
    void beginEpisode(int lane, byte[] frame);

    /**
     * Takes in what one action led to.
     *
     * @param lane the environment's number, from 0
     * @param action the action's index
     * @param reward as learning shall see it (clipped, scaled)
     * @param discount gamma, or 0 where nothing of value follows; a truncated episode ends with gamma
     * @param last whether the episode ends here; {@code beginEpisode} must follow
     * @param nextFrame the frame after the action, the real last one of a truncated episode; copied
     */
    void append(int lane, int action, float reward, float discount, boolean last, byte[] nextFrame);

    /** Forgets everything; the next call must be {@code beginEpisode}. */
    void clear();
}

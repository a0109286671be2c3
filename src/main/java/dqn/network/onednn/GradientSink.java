package dqn.network.onednn;

/** Takes a gradient piece by piece, from several threads. */
interface GradientSink {
    /**
     * One piece.
     *
     * @param member whose thread this is
     * @param piece of the parameters
     * @param gradient the piece at the beginning of the array; free to be changed
     */
    void accept(int member, ParameterBlock.Piece piece, float[] gradient);
}

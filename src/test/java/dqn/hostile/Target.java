package dqn.hostile;

/** Something that reads files from strangers. */
interface Target extends AutoCloseable {
    /** What its figures stand under. */
    String name();

    /**
     * Gives it one damaged or forged file.
     *
     * @return whether it took it; false where it refused it as it should, by one sentence
     * @throws Exception if it did anything else
     */
    boolean attack(Mutator mutator) throws Exception;

    @Override
    default void close() {}
}

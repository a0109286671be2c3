package dqn.hostile;

/** Holds what is told to a person to what it must be. */
final class Sentences {
    private Sentences() {}

    /** False, for a refusal that says something on one line. */
    static boolean refused(Exception refusal) {
        String message = refusal.getMessage();
        if (message == null || message.isBlank() || message.contains("\n")) {
            throw new IllegalStateException("no sentence: " + message, refusal);
        }
        return false;
    }
}

package dqn.core;

/** A native library cannot be loaded, though the processor could run it. */
public final class NativeLibraryException extends DqnException {
    private static final long serialVersionUID = 1;

    /**
     * Tells why, and what a person can do.
     *
     * @param library for a person, such as {@code ND4J's native library}
     */
    public NativeLibraryException(String library, Throwable cause) {
        super(
                library + " cannot be loaded (" + reason(cause) + "): make room for it in the folder .javacpp/cache of"
                        + " your home, from which programs must be allowed to run, or name another folder by"
                        + " JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER.",
                cause);
    }

    /** What the first failure said; later ones only say that nothing came of it. */
    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.toString().lines().findFirst().orElse("");
    }
}

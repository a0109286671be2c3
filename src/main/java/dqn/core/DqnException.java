package dqn.core;

/** Something a person can act on: its message is one sentence that names the thing, the reason and what to do next. */
public class DqnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the whole sentence. */
    public DqnException(String message) {
        super(message);
    }

    /** With the whole sentence and what lay behind it. */
    public DqnException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dqn.core;

/** A configuration that cannot be run; the program ends as after wrong usage. */
public class ConfigException extends DqnException {
    private static final long serialVersionUID = 1L;

    /** With the whole sentence. */
    public ConfigException(String message) {
        super(message);
    }

    /** With the whole sentence and what lay behind it. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}

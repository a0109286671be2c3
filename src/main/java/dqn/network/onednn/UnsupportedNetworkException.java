package dqn.network.onednn;

import dqn.core.ConfigException;

/** A network that this engine cannot compute. */
public final class UnsupportedNetworkException extends ConfigException {
    private static final long serialVersionUID = 1L;

    UnsupportedNetworkException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dqn.network.onednn;

import dqn.core.ConfigException;

/** A network that this engine cannot compute. */
public final class UnsupportedNetworkException extends ConfigException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnsupportedNetworkException(String reason, Throwable cause) {
        super(reason + ": use --backend dl4j.", cause);
        this.reason = reason;
    }

    /** What it cannot compute, without what to do. */
    public String reason() {
        return reason;
    }
}

package io.portolan.outbound;

import org.jspecify.annotations.Nullable;

/// A call that got no answer. The message names the target and the reason, and never carries header values or bodies.
public final class OutboundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why there is no answer.
    public enum Reason {
        /// The guard forbids the address or the request is malformed. Trying again cannot help.
        REFUSED(false),
        /// No connection: name unknown, nobody listening, TLS not trusted.
        UNREACHABLE(true),
        /// The time-out ran out.
        TIMED_OUT(true),
        /// The connection broke before the answer was complete.
        BROKEN(true),
        /// The answer is larger than the limit.
        TOO_LARGE(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Reason reason;

    OutboundException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    OutboundException(Reason reason, String message) {
        this(reason, message, null);
    }

    public Reason reason() {
        return reason;
    }

    /// Whether the same call may succeed later.
    public boolean isRetryable() {
        return reason.retryable;
    }
}

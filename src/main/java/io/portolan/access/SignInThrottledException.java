package io.portolan.access;

import org.springframework.security.core.AuthenticationException;

/// The sign-in was not even looked at, because there were too many failed ones before it.
public final class SignInThrottledException extends AuthenticationException {

    private static final long serialVersionUID = 1L;
    private final long retryAfterSeconds;

    SignInThrottledException(String message, long retryAfterSeconds) {
        super(message);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

package io.portolan.database;

/// The database cannot be started; the message says why and what to do about it.
public final class DatabaseStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseStartException(String message) {
        super(message);
    }

    DatabaseStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

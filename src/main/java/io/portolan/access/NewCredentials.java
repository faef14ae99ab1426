package io.portolan.access;

/// Credentials at the one moment at which the secret can be seen.
public record NewCredentials(String clientId, String clientSecret) {

    @Override
    public String toString() {
        return "NewCredentials[" + clientId + "]";
    }
}

package io.portolan.action;

/// How a run reaches its backend, dialect section 5.3.
public enum InvocationType {
    WEBHOOK,
    GITHUB,
    GITLAB,
    AZURE_DEVOPS,
    KAFKA,
    UPSERT_ENTITY,
    INTEGRATION_ACTION
}

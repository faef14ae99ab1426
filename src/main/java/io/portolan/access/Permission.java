package io.portolan.access;

/// What a caller can be allowed to do. [Permissions] says which role holds which of them.
public enum Permission {
    READ_CATALOG("read the catalog"),
    WRITE_ENTITIES("write entities"),
    MANAGE_BLUEPRINTS("change blueprints"),
    MANAGE_ACTIONS("change actions and automations"),
    EXECUTE_ACTIONS("run actions"),
    REPORT_RUNS("report on runs"),
    MANAGE_SCORECARDS("change scorecards"),
    MANAGE_PAGES("change pages"),
    CREATE_PRIVATE_PAGES("create private pages"),
    MANAGE_ACCESS("manage users, teams and credentials"),
    MANAGE_SECRETS("manage secrets"),
    READ_AUDIT("read the audit log"),
    IMPORT("import a catalog");

    private final String sentence;

    Permission(String sentence) {
        this.sentence = sentence;
    }

    /// The permission as the end of "You may not …".
    String sentence() {
        return sentence;
    }

    /// The spelling in `GET /v1/auth/permissions`: `read:catalog`, `manage:blueprints` …
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT).replaceFirst("_", ":").replace('_', '-');
    }
}

package io.portolan.changelog;

/// Everything that the log tells apart.
public enum ChangeKind {
    BLUEPRINT_CREATED("blueprint", "CREATE"),
    BLUEPRINT_UPDATED("blueprint", "UPDATE"),
    BLUEPRINT_DELETED("blueprint", "DELETE"),
    ENTITY_CREATED("entity", "CREATE"),
    ENTITY_UPDATED("entity", "UPDATE"),
    ENTITY_DELETED("entity", "DELETE"),
    /// A timer property of an entity ran out; the context names it as `propertyIdentifier`.
    TIMER_EXPIRED("entity", "TIMER_EXPIRED"),
    ACTION_CREATED("action", "CREATE"),
    ACTION_UPDATED("action", "UPDATE"),
    ACTION_DELETED("action", "DELETE"),
    RUN_CREATED("run", "CREATE"),
    RUN_UPDATED("run", "UPDATE"),
    SCORECARD_CREATED("scorecard", "CREATE"),
    SCORECARD_UPDATED("scorecard", "UPDATE"),
    SCORECARD_DELETED("scorecard", "DELETE"),
    SCORECARD_LEVEL_CHANGED("scorecard", "LEVEL_CHANGED"),
    PAGE_CREATED("page", "CREATE"),
    PAGE_UPDATED("page", "UPDATE"),
    PAGE_DELETED("page", "DELETE"),
    VIEW_CREATED("view", "CREATE"),
    VIEW_UPDATED("view", "UPDATE"),
    VIEW_DELETED("view", "DELETE"),
    /// A page that is private before or after the change.
    PRIVATE_PAGE_CREATED("private_page", "CREATE"),
    PRIVATE_PAGE_UPDATED("private_page", "UPDATE"),
    PRIVATE_PAGE_DELETED("private_page", "DELETE"),
    FOLDER_CREATED("folder", "CREATE"),
    FOLDER_UPDATED("folder", "UPDATE"),
    FOLDER_DELETED("folder", "DELETE"),
    ANNOUNCEMENT_CREATED("announcement", "CREATE"),
    ANNOUNCEMENT_UPDATED("announcement", "UPDATE"),
    ANNOUNCEMENT_DELETED("announcement", "DELETE"),
    USER_CREATED("user", "CREATE"),
    USER_UPDATED("user", "UPDATE"),
    USER_DELETED("user", "DELETE"),
    TEAM_CREATED("team", "CREATE"),
    TEAM_UPDATED("team", "UPDATE"),
    TEAM_DELETED("team", "DELETE"),
    SECRET_CREATED("secret", "CREATE"),
    SECRET_UPDATED("secret", "UPDATE"),
    SECRET_DELETED("secret", "DELETE"),
    CREDENTIAL_CREATED("credential", "CREATE"),
    CREDENTIAL_UPDATED("credential", "UPDATE"),
    CREDENTIAL_DELETED("credential", "DELETE"),
    ORGANIZATION_UPDATED("organization", "UPDATE"),
    WEBHOOK_CREATED("webhook", "CREATE"),
    WEBHOOK_UPDATED("webhook", "UPDATE"),
    WEBHOOK_DELETED("webhook", "DELETE"),
    INTEGRATION_CREATED("integration", "CREATE"),
    INTEGRATION_UPDATED("integration", "UPDATE"),
    INTEGRATION_DELETED("integration", "DELETE"),
    SIGNED_IN("session", "SIGN_IN"),
    SIGNED_OUT("session", "SIGN_OUT"),
    SIGN_IN_REFUSED("session", "SIGN_IN_REFUSED"),
    ACCESS_DENIED("session", "ACCESS_DENIED");

    private final String resourceType;
    private final String action;

    ChangeKind(String resourceType, String action) {
        this.resourceType = resourceType;
        this.action = action;
    }

    /// `entity`, `blueprint`, `run`, `action` …: `resourceType` of the wire format.
    public String resourceType() {
        return resourceType;
    }

    /// `CREATE`, `UPDATE`, `DELETE`, `TIMER_EXPIRED` …: `action` of the wire format.
    public String action() {
        return action;
    }

    /// Whether it says that an attempt was turned away; such a record carries `FAILURE` as its status.
    public boolean isRefusal() {
        return this == SIGN_IN_REFUSED || this == ACCESS_DENIED;
    }
}

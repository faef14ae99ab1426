package io.portolan.action;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.QueryParser;
import io.portolan.query.SearchQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A self-service action or an automation, valid, as it is stored (dialect sections 5.1 and 6).
///
/// @param id `action_…`, given by the portal
/// @param document the definition as it was sent; do not change it
/// @param permissions who may run and approve it, see [ActionPermissions]
public record Action(
        String id,
        ObjectNode document,
        ActionPermissions permissions,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    /// A year.
    static final int MOST_HOURS = 8_784;

    public String identifier() {
        return String.valueOf(Json.text(document, "identifier"));
    }

    /// The title, or the identifier when it has none.
    public String title() {
        String title = Json.text(document, "title");
        return title == null || title.isBlank() ? identifier() : title;
    }

    public @Nullable String icon() {
        return Json.text(document, "icon");
    }

    public @Nullable String description() {
        return Json.text(document, "description");
    }

    /// How long a run may take, in minutes; 0 for as long as it likes.
    public int timeoutMinutes() {
        return document.path("timeoutMinutes").asInt(0);
    }

    /// What tells the backend that a run is cancelled, in the shape of a webhook's `invocationMethod`.
    Optional<ObjectNode> cancelMethod() {
        return document.get("cancelMethod") instanceof ObjectNode method
                ? Optional.of(method.deepCopy().put("type", InvocationType.WEBHOOK.name()))
                : Optional.empty();
    }

    public boolean isAutomation() {
        return "automation".equals(Json.text(trigger(), "type"));
    }

    /// Whether it can be run at all by the actor: administrators try out what is not published yet.
    boolean isOpenTo(Actor actor) {
        return isPublished() || actor.isAdmin();
    }

    /// What to tell somebody who may not run it.
    PortalException.Forbidden closedTo(Actor actor) {
        return new PortalException.Forbidden("\"" + actor.name() + "\" may not run \"" + title()
                + "\". Ask an administrator to be added to its users, teams or roles, or to its policy.");
    }

    /// Whether people see it and events start it.
    public boolean isPublished() {
        return document.path("publish").booleanValue(true);
    }

    /// The `trigger` object.
    public ObjectNode trigger() {
        return object(document, "trigger");
    }

    /// What a self-service action does; empty for automations.
    public Optional<Operation> operation() {
        String operation = Json.text(trigger(), "operation");
        return operation == null ? Optional.empty() : Operation.byWireName(operation);
    }

    /// Whether its entity is gone when it is done.
    public boolean deletes() {
        return operation().filter(operation -> operation == Operation.DELETE).isPresent();
    }

    /// What an entity has to fulfil so that the action is offered for it; empty where every one will do.
    Optional<SearchQuery> condition() {
        return trigger().get("condition") instanceof ObjectNode condition
                ? Optional.of(QueryParser.parse(condition, "/trigger/condition"))
                : Optional.empty();
    }

    /// The kind of entity it belongs to; null when it belongs to none.
    public @Nullable String blueprint() {
        return Json.text(trigger(), "blueprintIdentifier");
    }

    /// Whether a run needs an entity: DAY-2 and DELETE actions of a blueprint.
    public boolean needsEntity() {
        return blueprint() != null
                && operation()
                        .filter(operation -> operation != Operation.CREATE)
                        .isPresent();
    }

    public UserInputs userInputs() {
        return new UserInputs(object(trigger(), "userInputs"));
    }

    /// Its calls in their order, when it has several; otherwise none, and [#invocation()] is the one.
    List<ActionStep> steps() {
        return ActionStep.of(document);
    }

    /// Under which name `.outputs` has the inputs or the event too; null for none.
    @Nullable
    String triggerIdentifier() {
        return Json.text(document, "triggerIdentifier");
    }

    /// Whether it makes several calls, one after the other.
    public boolean hasSteps() {
        return document.path("steps").isArray();
    }

    /// The `invocationMethod` object; empty when it has steps.
    public ObjectNode invocation() {
        return object(document, "invocationMethod");
    }

    /// Whether runs wait for an approval.
    public boolean requiresApproval() {
        JsonNode required = document.path("requiredApproval");
        return required.isObject() || required.booleanValue(false);
    }

    /// Whether every named approver has to agree, not just one.
    public boolean requiresAllApprovals() {
        return "ALL".equals(Json.text(document.path("requiredApproval"), "type"));
    }

    /// Whether an approver can decide on a run that they have started: `requiredApproval.allowOwnRuns`.
    public boolean allowsOwnApproval() {
        return document.path("requiredApproval").path("allowOwnRuns").booleanValue(false);
    }

    /// How long approvers are left alone before each reminder, if the action says so; zero for no reminders.
    Optional<Duration> approvalReminder() {
        return hours("approvalReminderHours");
    }

    /// How long a run waits for its approval, if the action says so; zero for as long as it takes.
    Optional<Duration> approvalExpiry() {
        return hours("approvalExpiryHours");
    }

    private Optional<Duration> hours(String key) {
        JsonNode hours = document.path(key);
        return hours.isIntegralNumber() ? Optional.of(Duration.ofHours(hours.asLong(0))) : Optional.empty();
    }

    /// Whether everybody who may read the catalog may see its runs.
    public boolean anyoneSeesRuns() {
        return document.path("allowAnyoneToViewRuns").booleanValue(true);
    }

    /// The wire form: the definition with id, moments and authors.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.setAll(document.deepCopy());
        json.put("createdAt", Json.time(createdAt));
        json.put("createdBy", createdBy);
        json.put("updatedAt", Json.time(updatedAt));
        json.put("updatedBy", updatedBy);
        return json;
    }

    private static ObjectNode object(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode object ? object : Json.object();
    }
}

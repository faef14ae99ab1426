package io.portolan.action;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One execution of an action, dialect section 5.8. Immutable: each transition gives the next state, or throws when the
/// present one does not allow it.
///
/// @param document the run as on the wire but with encrypted inputs in their encrypted form; do not change it, show
///     [#toJson()]
public record ActionRun(ObjectNode document) {

    static final String MASK = "••••••";

    /// The first state: waiting for approval if the action wants one, else in progress.
    static ActionRun start(String id, Action action, Start start, Actor actor, Instant now) {
        ObjectNode run = Json.object();
        run.put("id", id);
        run.put("status", (action.requiresApproval() ? RunStatus.WAITING_FOR_APPROVAL : RunStatus.IN_PROGRESS).name());
        run.putNull("statusLabel");
        run.set("blueprint", start.blueprint());
        run.set("entity", start.entity());
        run.set("action", action.toJson());
        run.set("properties", start.properties());
        run.set("rawProperties", start.properties().deepCopy());
        run.set("event", start.event());
        run.putArray("link");
        run.putNull("summary");
        run.put("source", actor.origin().name());
        run.set("requiredApproval", action.document().path("requiredApproval").deepCopy());
        if (!action.requiresApproval()) {
            run.put("requiredApproval", false);
        }
        run.putNull("approval");
        run.putNull("payload");
        run.putNull("response");
        run.putNull("endedAt");
        run.put("createdAt", Json.time(now));
        run.put("createdBy", actor.id());
        run.put("updatedAt", Json.time(now));
        run.put("updatedBy", actor.id());
        ObjectNode by = run.putObject("by");
        by.put("kind", actor.kind().name());
        by.put("id", actor.id());
        by.put("name", actor.name());
        by.set("teams", Json.strings(actor.teams()));
        RunSteps.prepare(run, action);
        return new ActionRun(run);
    }

    /// What a run starts from: JSON null where there is nothing.
    record Start(JsonNode blueprint, JsonNode entity, ObjectNode properties, JsonNode event) {}

    /// For later: nothing is sent before that moment. Inputs and permissions are those of now.
    ActionRun scheduled(Instant moment) {
        ObjectNode next = document.deepCopy();
        next.put("scheduledAt", Json.time(moment));
        next.put("statusLabel", "Scheduled");
        return new ActionRun(next);
    }

    /// Ended by a person or by time, not by its backend.
    ActionRun early() {
        ObjectNode next = document.deepCopy();
        next.put("endedEarly", true);
        return new ActionRun(next);
    }

    boolean endedEarly() {
        return document.path("endedEarly").asBoolean(false);
    }

    /// The moment that the run waits for; null when it waits for none.
    public @Nullable Instant scheduledAt() {
        String moment = Json.text(document, "scheduledAt");
        return moment == null ? null : Instant.parse(moment);
    }

    /// Its moment has come.
    ActionRun begun(Instant now) {
        ObjectNode next = document.deepCopy();
        next.putNull("scheduledAt");
        next.putNull("statusLabel");
        return new ActionRun(touched(next, "portolan", now));
    }

    public String id() {
        return text("id");
    }

    public RunStatus status() {
        return RunStatus.valueOf(text("status"));
    }

    public @Nullable String statusLabel() {
        return Json.text(document, "statusLabel");
    }

    public @Nullable String summary() {
        return Json.text(document, "summary");
    }

    public String actionIdentifier() {
        return String.valueOf(Json.text(document.path("action"), "identifier"));
    }

    /// Title of the action at the time of the run.
    public String actionTitle() {
        String title = Json.text(document.path("action"), "title");
        return title == null || title.isBlank() ? actionIdentifier() : title;
    }

    public @Nullable String actionIcon() {
        return Json.text(document.path("action"), "icon");
    }

    public @Nullable String blueprint() {
        return Json.text(document.path("blueprint"), "identifier");
    }

    /// Identifier of the entity it works on; null when it works on none.
    public @Nullable String entity() {
        return Json.text(document.path("entity"), "identifier");
    }

    public List<String> links() {
        return document.path("link")
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    /// How far its steps have come; none for a run with one call.
    public List<RunStep> steps() {
        return RunStep.of(document);
    }

    public String createdBy() {
        return text("createdBy");
    }

    /// The name of the person, client or automation that started it.
    public String startedBy() {
        String name = Json.text(document.path("by"), "name");
        return name == null ? createdBy() : name;
    }

    public Instant createdAt() {
        return Instant.parse(text("createdAt"));
    }

    public @Nullable Instant endedAt() {
        String ended = Json.text(document, "endedAt");
        return ended == null ? null : Instant.parse(ended);
    }

    /// What was filled in, with encrypted values masked.
    public ObjectNode maskedProperties() {
        return (ObjectNode) toJson().get("properties");
    }

    /// The action as it was when the run was made.
    Action action() {
        ObjectNode definition = (ObjectNode) document.get("action").deepCopy();
        String id = String.valueOf(Json.text(definition, "id"));
        definition.remove(List.of("id", "createdAt", "createdBy", "updatedAt", "updatedBy"));
        Instant created = createdAt();
        return new Action(id, definition, ActionPermissions.standard(), created, createdBy(), created, "");
    }

    /// The form of the action as it was when the run was made; without inputs for an automation.
    public UserInputs userInputs() {
        JsonNode form = document.at("/action/trigger/userInputs");
        return new UserInputs(form instanceof ObjectNode object ? object : Json.object());
    }

    /// The wire form, with encrypted inputs masked.
    public ObjectNode toJson() {
        ObjectNode json = document.deepCopy();
        UserInputs inputs = userInputs();
        for (String block : List.of("properties", "rawProperties")) {
            if (json.get(block) instanceof ObjectNode properties) {
                mask(inputs, properties);
            }
        }
        return json;
    }

    /// Puts masks in the place of encrypted inputs.
    static void mask(UserInputs inputs, ObjectNode properties) {
        for (UserInput input : inputs.all()) {
            if (input.isSecret() && properties.hasNonNull(input.identifier())) {
                properties.put(input.identifier(), MASK);
            }
        }
    }

    /// A report from the backend: each key given overwrites; a status may end the run.
    ActionRun report(RunReport report, String by, Instant now) {
        RunStatus current = status();
        if (current.isFinal()) {
            throw new PortalException.Invalid(
                    "", "Run \"" + id() + "\" has already ended with status " + current + " and cannot be changed");
        }
        ObjectNode next = document.deepCopy();
        RunStatus status = report.status();
        if (status != null && status != current) {
            boolean approves = current == RunStatus.WAITING_FOR_APPROVAL && status == RunStatus.IN_PROGRESS;
            if (approves || !current.canBecome(status)) {
                throw new PortalException.Invalid(
                        "/status", "cannot become " + status + " while the run is " + current);
            }
            next.put("status", status.name());
            if (status.isFinal()) {
                next.put("endedAt", Json.time(now));
            }
        }
        put(next, "statusLabel", report.statusLabel());
        put(next, "summary", report.summary());
        put(next, "externalRunId", report.externalRunId());
        if (report.link() != null) {
            next.set("link", Json.strings(report.link()));
        }
        if (report.response() != null) {
            next.set("response", report.response());
        }
        return new ActionRun(touched(next, by, now));
    }

    /// The decision of the approvers.
    ActionRun decide(boolean approved, @Nullable String description, String by, Instant now) {
        if (status() != RunStatus.WAITING_FOR_APPROVAL) {
            throw new PortalException.Invalid(
                    "", "Run \"" + id() + "\" does not wait for an approval: its status is " + status());
        }
        ActionStep step = StepApproval.waiting(this).orElse(null);
        if (step != null) {
            return new ActionRun(touched(StepApproval.decided(this, step, approved, description, by, now), by, now));
        }
        ObjectNode next = document.deepCopy();
        next.put("status", (approved ? RunStatus.IN_PROGRESS : RunStatus.DECLINED).name());
        if (!approved) {
            next.put("endedAt", Json.time(now));
        }
        ObjectNode approval = next.putObject("approval");
        approval.put("state", approved ? "APPROVED" : "DECLINED");
        approval.put("userId", by);
        approval.put("description", description);
        return new ActionRun(touched(next, by, now));
    }

    /// What the run would have been had its action been this one: inputs, entity, event and outputs of steps as they
    /// were recorded, encrypted inputs masked.
    ActionRun under(Action other) {
        ObjectNode next = toJson();
        next.set("action", other.toJson());
        return new ActionRun(next);
    }

    /// The request as it was sent, secrets masked.
    ActionRun withPayload(ObjectNode payload) {
        ObjectNode next = document.deepCopy();
        next.set("payload", payload);
        return new ActionRun(next);
    }

    private static ObjectNode touched(ObjectNode run, String by, Instant now) {
        run.put("updatedAt", Json.time(now));
        run.put("updatedBy", by);
        return run;
    }

    private static void put(ObjectNode run, String key, @Nullable String value) {
        if (value != null) {
            run.put(key, value);
        }
    }

    private String text(String key) {
        return String.valueOf(Json.text(document, key));
    }
}

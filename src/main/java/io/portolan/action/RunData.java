package io.portolan.action;

import io.portolan.access.SecretService;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.kernel.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the templates of an invocation see, dialect section 5.4.
@Component
class RunData {

    static final String ORGANIZATION = "portolan";

    private final RunStart start;
    private final UserService users;
    private final SecretService secrets;

    RunData(RunStart start, UserService users, SecretService secrets) {
        this.start = start;
        this.users = users;
        this.secrets = secrets;
    }

    /// @param reveal whether secrets have their values; otherwise a mask stands in their place, so that what is
    ///     rendered from it can be shown
    ObjectNode of(ActionRun run, boolean reveal) {
        Action action = run.action();
        boolean automation = action.isAutomation();
        ObjectNode data = Json.object();
        if (automation) {
            data.putNull("inputs");
            data.set("event", run.document().path("event"));
            data.putNull("entity");
        } else {
            ObjectNode properties =
                    (ObjectNode) run.document().get("properties").deepCopy();
            if (!reveal) {
                ActionRun.mask(action.userInputs(), properties);
            }
            data.set("inputs", start.withEntities(action.userInputs(), properties));
            data.putNull("event");
            JsonNode entity = run.document().path("entity");
            data.set("entity", entity.isObject() ? entity.deepCopy() : Json.object());
        }
        data.set("form", automation ? Json.object() : data.get("inputs"));
        data.set("trigger", trigger(run, action));
        data.set("blueprint", run.document().path("blueprint"));
        ObjectNode about = data.putObject("action");
        about.put("identifier", action.identifier());
        about.put("blueprint", action.blueprint());
        about.set(
                "encryptedProperties",
                Json.strings(action.userInputs().all().stream()
                        .filter(UserInput::isSecret)
                        .map(UserInput::identifier)
                        .toList()));
        data.putObject("run").put("id", run.id());
        JsonNode outputs = run.document().path("outputs");
        ObjectNode given = outputs instanceof ObjectNode object ? object.deepCopy() : Json.object();
        String trigger = action.triggerIdentifier();
        if (trigger != null) {
            given.set(trigger, data.get(automation ? "event" : "inputs"));
        }
        data.set("outputs", given);
        ObjectNode steps = data.putObject("steps");
        run.document().path("steps").forEach(step -> {
            ObjectNode state = steps.putObject(step.path("identifier").asString(""));
            state.set("status", step.path("status"));
            state.put("outlet", Json.text(step, "outlet"));
        });
        ObjectNode values = data.putObject("secrets");
        if (reveal) {
            secrets.values().forEach(values::put);
        } else {
            secrets.all().forEach(secret -> values.put(secret.name(), ActionRun.MASK));
        }
        return data;
    }

    /// What [#of] gives with secrets masked, made from what it gave with their values.
    ObjectNode masked(ActionRun run, ObjectNode revealed) {
        ObjectNode data = revealed.deepCopy();
        if (data.get("inputs") instanceof ObjectNode shown) {
            ObjectNode hidden = shown.deepCopy();
            UserInputs inputs = run.userInputs();
            hidden.retain(inputs.all().stream()
                    .filter(UserInput::isSecret)
                    .map(UserInput::identifier)
                    .toList());
            ActionRun.mask(inputs, hidden);
            shown.setAll(start.withEntities(inputs, hidden));
            data.set("form", shown);
        }
        if (data.get("secrets") instanceof ObjectNode values) {
            values.propertyNames().forEach(name -> values.put(name, ActionRun.MASK));
        }
        return data;
    }

    /// The value of a secret of the organisation, or null.
    @Nullable
    String secret(String name) {
        return secrets.value(name).orElse(null);
    }

    /// The message of a webhook without a body of its own, in the shape that agents know.
    ObjectNode message(ActionRun run) {
        ObjectNode message = Json.object();
        Action action = run.action();
        message.put("action", action.operation().map(RunData::verb).orElse("Create"));
        message.put("resourceType", "run");
        message.put("status", "TRIGGERED");
        message.set("trigger", trigger(run, action));
        ObjectNode context = message.putObject("context");
        context.put("entity", run.entity());
        context.put("blueprint", run.blueprint());
        context.put("runId", run.id());
        ObjectNode payload = message.putObject("payload");
        payload.set("entity", run.document().path("entity"));
        payload.set("action", run.document().path("action"));
        payload.set("properties", run.document().path("properties"));
        return message;
    }

    /// As [#message], with secrets masked, for showing.
    ObjectNode maskedMessage(ActionRun run) {
        ObjectNode message = message(run);
        message.withObject("/payload").set("properties", run.maskedProperties());
        return message;
    }

    private ObjectNode trigger(ActionRun run, Action action) {
        ObjectNode trigger = Json.object();
        ObjectNode by = trigger.putObject("by");
        by.put("orgId", ORGANIZATION);
        by.put("userId", run.createdBy());
        by.set(
                "user",
                users.find(run.createdBy())
                        .map(User::toJson)
                        .orElseGet(
                                () -> Json.object().put("id", run.createdBy()).putNull("email")));
        trigger.put("origin", Json.text(run.document(), "source"));
        trigger.put("at", Json.time(run.createdAt()));
        trigger.put("operation", action.operation().map(Operation::wireName).orElse(null));
        return trigger;
    }

    private static String verb(Operation operation) {
        return switch (operation) {
            case CREATE -> "Create";
            case DAY_2 -> "Day-2";
            case DELETE -> "Delete";
        };
    }
}

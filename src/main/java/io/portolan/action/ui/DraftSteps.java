package io.portolan.action.ui;

import io.portolan.action.InvocationType;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The steps of the action that is edited: added, moved, changed, removed, made of its only call and back.
class DraftSteps {

    /// What a step does.
    enum Kind {
        CALL("invocationMethod"),
        APPROVAL("approval"),
        CHOICE("choice");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        /// What it is filled with when a step is added.
        ObjectNode beginning() {
            return this == CALL ? Json.object().put("type", InvocationType.WEBHOOK.name()) : Json.object();
        }

        static Kind of(ObjectNode step) {
            return step.has(APPROVAL.key) ? APPROVAL : step.has(CHOICE.key) ? CHOICE : CALL;
        }
    }

    private static final Set<String> OF_A_CALL = Set.of("identifier", "title", Kind.CALL.key);

    private final ActionDraft draft;

    DraftSteps(ActionDraft draft) {
        this.draft = draft;
    }

    /// In their order; none for an action with one call.
    List<ObjectNode> all() {
        return draft.document()
                .path("steps")
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    Optional<ObjectNode> find(String identifier) {
        return all().stream().filter(step -> identifier.equals(id(step))).findFirst();
    }

    static String id(ObjectNode step) {
        return Objects.requireNonNullElse(Json.text(step, "identifier"), "");
    }

    static String title(ObjectNode step) {
        String title = Json.text(step, "title");
        return title == null || title.isBlank() ? id(step) : title;
    }

    /// The only call becomes the first of several steps. What it waits for stays as it was.
    void split(String title) {
        ObjectNode document = draft.document();
        ObjectNode call = ActionDraft.object(document, Kind.CALL.key).deepCopy();
        if (InvocationType.WEBHOOK.name().equals(Json.text(call, "type")) && !call.has("agent")) {
            call.put("synchronized", call.path("synchronized").booleanValue(false));
        }
        document.remove(Kind.CALL.key);
        ObjectNode step = document.putArray("steps").addObject();
        step.put("identifier", "call").put("title", title).set(Kind.CALL.key, call);
        draft.touched();
    }

    /// Whether the only step says nothing that an action with one call cannot say.
    boolean isOneCall() {
        List<ObjectNode> steps = all();
        return steps.size() == 1
                && OF_A_CALL.containsAll(steps.getFirst().propertyNames())
                && steps.getFirst().has(Kind.CALL.key);
    }

    /// The only step becomes the call of the action.
    void join() {
        ObjectNode call = ActionDraft.object(all().getFirst(), Kind.CALL.key).deepCopy();
        if (InvocationType.WEBHOOK.name().equals(Json.text(call, "type"))
                && !call.has("synchronized")
                && !call.has("agent")) {
            call.put("synchronized", true);
        }
        draft.document().remove(List.of("steps", "triggerIdentifier"));
        draft.document().set(Kind.CALL.key, call);
        draft.touched();
    }

    /// Without steps, as an action with one call that is still to be said.
    void reset() {
        draft.document().remove(List.of("steps", "triggerIdentifier"));
        draft.document().set(Kind.CALL.key, Kind.CALL.beginning());
        draft.touched();
    }

    /// Adds a step at the end, or puts it in the place of another.
    void put(@Nullable String old, ObjectNode step) {
        ArrayNode steps = steps();
        int at = old == null ? -1 : at(old);
        if (at < 0) {
            steps.add(step);
        } else {
            steps.set(at, step);
        }
        draft.touched();
    }

    void remove(String identifier) {
        int at = at(identifier);
        if (at >= 0) {
            steps().remove(at);
            draft.touched();
        }
    }

    void move(String identifier, int by) {
        ArrayNode steps = steps();
        int from = at(identifier);
        int to = from + by;
        if (from >= 0 && to >= 0 && to < steps.size()) {
            steps.insert(to, steps.remove(from));
            draft.touched();
        }
    }

    private int at(String identifier) {
        ArrayNode steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof ObjectNode step && identifier.equals(id(step))) {
                return i;
            }
        }
        return -1;
    }

    private ArrayNode steps() {
        return draft.document().get("steps") instanceof ArrayNode steps
                ? steps
                : draft.document().putArray("steps");
    }
}

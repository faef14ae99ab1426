package io.portolan.action.ui;

import io.portolan.action.UserInput;
import io.portolan.action.UserInputs;
import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/// What the editor of an action works on: its definition and its permissions. Form, backend, approval, rights
/// and JSON all change this one; what none of them shows stays as it is.
class ActionDraft {

    /// What a new action begins with.
    static final String BARE = """
            {
              "identifier": "my_action",
              "title": "My action",
              "icon": "Rocket",
              "trigger": {
                "type": "self-service",
                "operation": "CREATE",
                "userInputs": {
                  "properties": {
                    "name": { "type": "string", "title": "Name" }
                  },
                  "required": ["name"],
                  "order": ["name"]
                }
              },
              "invocationMethod": {
                "type": "WEBHOOK",
                "url": "https://example.com/hook",
                "body": { "runId": "{{ .run.id }}", "name": "{{ .inputs.name }}" }
              }
            }
            """;

    private final Runnable changed;
    private final boolean isNew;
    /// Why the text of an open editor could not be taken in, by the name of the editor.
    private final Map<String, String> unread = new LinkedHashMap<>();
    private ObjectNode savedDocument;
    private ObjectNode savedRights;
    private ObjectNode document;
    private ObjectNode rights;

    /// @param isNew whether it has never been stored
    /// @param changed called after each change
    ActionDraft(ObjectNode document, ObjectNode rights, boolean isNew, Runnable changed) {
        this.isNew = isNew;
        this.changed = changed;
        this.savedDocument = document.deepCopy();
        this.savedRights = rights.deepCopy();
        this.document = document.deepCopy();
        this.rights = rights.deepCopy();
    }

    boolean isNew() {
        return isNew;
    }

    ObjectNode document() {
        return document;
    }

    void replace(ObjectNode whole) {
        document = whole;
        changed.run();
    }

    /// Tells that somebody wrote into what this gave out.
    void touched() {
        changed.run();
    }

    /// Notes how the text of an editor was taken in.
    ///
    /// @param reason why it was not; null when it was
    void read(String editor, @Nullable String reason) {
        if (reason == null) {
            unread.remove(editor);
        } else {
            unread.put(editor, reason);
        }
    }

    /// The editors are gone, with what they showed.
    void closed() {
        unread.clear();
    }

    /// Why an open editor shows something else than what this holds; null when none does.
    @Nullable
    String unread() {
        return unread.values().stream().findFirst().orElse(null);
    }

    ObjectNode rights() {
        return rights;
    }

    boolean rightsChanged() {
        return !rights.equals(savedRights);
    }

    boolean isChanged() {
        return rightsChanged() || !document.equals(savedDocument);
    }

    /// As it was opened, with the permissions: see [io.portolan.action.ActionVersion#state()].
    ObjectNode former() {
        return state(savedDocument, savedRights);
    }

    ObjectNode state() {
        return state(document, rights);
    }

    private static ObjectNode state(ObjectNode definition, ObjectNode permissions) {
        ObjectNode state = definition.deepCopy();
        state.set("permissions", permissions.deepCopy());
        return state;
    }

    ObjectNode trigger() {
        return object(document, "trigger");
    }

    boolean isAutomation() {
        return "automation".equals(Json.text(document.path("trigger"), "type"));
    }

    @Nullable
    String blueprint() {
        return Json.text(document.path("trigger"), "blueprintIdentifier");
    }

    UserInputs inputs() {
        return new UserInputs(document.at("/trigger/userInputs") instanceof ObjectNode inputs ? inputs : Json.object());
    }

    ObjectNode schema(String input) {
        UserInput found = inputs().find(input);
        return found == null ? Json.object() : found.schema().deepCopy();
    }

    boolean isRequired(String input) {
        return Json.texts(inputs().required()).contains(input);
    }

    /// Whether a query and not a list says what is required.
    boolean requiredIsComputed() {
        return inputs().required().isObject();
    }

    /// Adds an input at the end, or puts it in the place of another.
    ///
    /// @param old the one that it replaces; null for a new one
    void putInput(@Nullable String old, String input, ObjectNode schema, boolean required) {
        List<ArrayNode> orders = orders();
        ObjectNode form = object(trigger(), "userInputs");
        ObjectNode properties = Json.object();
        form.path("properties").properties().forEach(entry -> {
            boolean replaced = entry.getKey().equals(old);
            properties.set(replaced ? input : entry.getKey(), replaced ? schema : entry.getValue());
        });
        properties.set(input, schema);
        form.set("properties", properties);
        if (old == null) {
            orders.getLast().add(input);
        } else if (!old.equals(input)) {
            for (ArrayNode order : orders) {
                rename(order, old, input);
            }
            for (JsonNode other : properties) {
                rename(other.path("dependsOn"), old, input);
            }
        }
        if (!requiredIsComputed()) {
            List<String> names = new ArrayList<>(Json.texts(form.path("required")));
            names.removeIf(name -> name.equals(old) || name.equals(input));
            if (required) {
                names.add(input);
            }
            form.set("required", Json.strings(names));
        }
        changed.run();
    }

    void removeInput(String input) {
        orders().forEach(order -> order.removeIf(each -> input.equals(each.stringValue(""))));
        ObjectNode form = object(trigger(), "userInputs");
        object(form, "properties").remove(input);
        if (form.get("required") instanceof ArrayNode required) {
            required.removeIf(each -> input.equals(each.stringValue("")));
        }
        changed.run();
    }

    /// Moves an input up (-1) or down (1), at the end of its page to the neighbouring one.
    void moveInput(String input, int by) {
        List<ArrayNode> orders = orders();
        for (int page = 0; page < orders.size(); page++) {
            ArrayNode order = orders.get(page);
            int at = Json.texts(order).indexOf(input);
            if (at < 0) {
                continue;
            }
            int to = at + by;
            JsonNode moved = order.remove(at);
            if (to >= 0 && to <= order.size()) {
                order.insert(to, moved);
            } else if (page + by >= 0 && page + by < orders.size()) {
                ArrayNode next = orders.get(page + by);
                next.insert(by > 0 ? 0 : next.size(), moved);
            } else {
                order.insert(at, moved);
            }
            changed.run();
            return;
        }
    }

    /// The lists that say the order of the inputs, one for each page of the form; every input is in one of them.
    private List<ArrayNode> orders() {
        ObjectNode form = object(trigger(), "userInputs");
        List<ArrayNode> orders = new ArrayList<>();
        for (JsonNode step : form.path("steps")) {
            if (step instanceof ObjectNode page) {
                orders.add(page.get("order") instanceof ArrayNode order ? order : page.putArray("order"));
            }
        }
        if (orders.isEmpty()) {
            orders.add(form.get("order") instanceof ArrayNode order ? order : form.putArray("order"));
        }
        for (UserInput input : new UserInputs(form).all()) {
            boolean placed = orders.stream().anyMatch(order -> Json.texts(order).contains(input.identifier()));
            if (!placed) {
                orders.getLast().add(input.identifier());
            }
        }
        return orders;
    }

    private static void rename(JsonNode list, String from, String to) {
        if (list instanceof ArrayNode names) {
            for (int i = 0; i < names.size(); i++) {
                if (from.equals(names.get(i).stringValue(""))) {
                    names.set(i, to);
                }
            }
        }
    }

    /// The object at a key, made when there is none.
    static ObjectNode object(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode object ? object : parent.putObject(key);
    }

    /// Sets a key to a whole number, or removes it for anything else.
    static void putWhole(ObjectNode parent, String key, @Nullable JsonNode value) {
        put(parent, key, value != null && value.isNumber() ? LongNode.valueOf(value.longValue()) : null);
    }

    /// Sets a key, or removes it for nothing: null, an empty text or an empty list.
    static void put(ObjectNode parent, String key, @Nullable JsonNode value) {
        boolean nothing = value == null
                || value.isNull()
                || (value.isString() && value.stringValue().isBlank())
                || (value.isArray() && value.isEmpty());
        if (nothing) {
            parent.remove(key);
        } else {
            parent.set(key, value);
        }
    }
}

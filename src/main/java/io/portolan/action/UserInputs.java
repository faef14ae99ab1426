package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The form of an action: its inputs, their order, steps and titles.
///
/// @param document `trigger.userInputs` as it was sent
public record UserInputs(ObjectNode document) {

    /// A page of a form that is filled page by page.
    ///
    /// @param visible whether it is shown: a boolean, or `{"jqQuery": …}`
    /// @param validations what has to hold before the next page
    public record Step(String title, List<String> order, JsonNode visible, List<FormRule> validations) {}

    /// Every input, in the order in which people see them: `steps` or `order` first, then the rest as defined.
    public List<UserInput> all() {
        Map<String, UserInput> defined = new LinkedHashMap<>();
        document.path("properties").properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode schema) {
                defined.put(entry.getKey(), new UserInput(entry.getKey(), schema));
            }
        });
        Set<String> order = new LinkedHashSet<>();
        steps().forEach(step -> order.addAll(step.order()));
        order.addAll(order());
        order.addAll(defined.keySet());
        List<UserInput> sorted = new ArrayList<>();
        for (String identifier : order) {
            UserInput input = defined.get(identifier);
            if (input != null) {
                sorted.add(input);
            }
        }
        return sorted;
    }

    public @Nullable UserInput find(String identifier) {
        return document.path("properties").get(identifier) instanceof ObjectNode schema
                ? new UserInput(identifier, schema)
                : null;
    }

    /// Of some values those of inputs that the form has and that are not encrypted.
    public ObjectNode open(ObjectNode values) {
        ObjectNode open = Json.object();
        values.properties().forEach(each -> {
            UserInput input = find(each.getKey());
            if (input != null && !input.isSecret()) {
                open.set(each.getKey(), each.getValue());
            }
        });
        return open;
    }

    /// Identifiers of inputs and titles in their order; empty when none is given.
    public List<String> order() {
        return strings(document.path("order"));
    }

    /// The pages; empty for a form of one page.
    public List<Step> steps() {
        return document.path("steps")
                .valueStream()
                .map(step -> new Step(
                        String.valueOf(Json.text(step, "title")),
                        strings(step.path("order")),
                        step.path("visible"),
                        FormRule.of(step)))
                .toList();
    }

    /// A heading between the inputs.
    ///
    /// @param visible whether it is shown: a boolean, or `{"jqQuery": …}`
    public record Title(
            String identifier,
            @Nullable String title,
            @Nullable String description,
            JsonNode visible) {}

    /// The headings; they stand where `order` or a step names them.
    public List<Title> titles() {
        return document.path("titles").properties().stream()
                .map(each -> new Title(
                        each.getKey(),
                        Json.text(each.getValue(), "title"),
                        Json.text(each.getValue(), "description"),
                        each.getValue().path("visible")))
                .toList();
    }

    /// Whether something of the form depends on values, on the entity or on the user.
    boolean hasQueries() {
        return document.findValue("jqQuery") != null || document.findValue("constraint") != null;
    }

    /// What the whole form has to meet when it is sent.
    public List<FormRule> validations() {
        return FormRule.of(document);
    }

    /// `required`: a list of identifiers or `{"jqQuery": …}`.
    public JsonNode required() {
        return document.path("required");
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }
}

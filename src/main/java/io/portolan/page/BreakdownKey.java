package io.portolan.page;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a pie or bar chart counts by: `property#x`, `calculation-property#x`, `scorecard#sc`, `$team` …
///
/// @param name identifier of the property, relation or scorecard
/// @param rule of the scorecard; empty where there is none
/// @param title what people read
/// @param type JSON type of the values
/// @param colors by value
record BreakdownKey(Source source, String name, String rule, String title, String type, Map<String, String> colors) {

    enum Source {
        PROPERTY,
        RELATION,
        SCORECARD,
        RULE
    }

    private static final Map<String, String> SECTIONS = Map.of(
            "mirror-property", "mirrorProperties",
            "calculation-property", "calculationProperties",
            "aggregation-property", "aggregationProperties");

    static BreakdownKey of(String text, Blueprint blueprint) {
        int hash = text.indexOf('#');
        String prefix = hash < 0 ? "property" : text.substring(0, hash);
        String name = text.substring(hash + 1);
        return switch (prefix) {
            case "scorecard" -> new BreakdownKey(Source.SCORECARD, name, "", name, "string", Map.of());
            case "scorecard-rule" -> {
                int second = name.indexOf('#');
                String scorecard = second < 0 ? name : name.substring(0, second);
                String rule = second < 0 ? "" : name.substring(second + 1);
                yield new BreakdownKey(
                        Source.RULE, scorecard, rule, rule, "string", Map.of("SUCCESS", "green", "FAILURE", "red"));
            }
            case "relation" -> {
                RelationDefinition relation = blueprint.relations().get(name);
                yield new BreakdownKey(
                        Source.RELATION, name, "", relation == null ? name : relation.title(), "string", Map.of());
            }
            default -> {
                JsonNode shape = shape(prefix, name, blueprint);
                yield new BreakdownKey(
                        Source.PROPERTY,
                        name,
                        "",
                        name.startsWith("$")
                                ? Texts.orPlain("page.meta." + name.substring(1), name.substring(1))
                                : Objects.requireNonNullElse(Json.text(shape, "title"), name),
                        Objects.requireNonNullElse(Json.text(shape, "type"), "string"),
                        colors(shape));
            }
        };
    }

    private static JsonNode shape(String prefix, String name, Blueprint blueprint) {
        JsonNode definition = blueprint.definition();
        String section = SECTIONS.get(prefix);
        if (section != null) {
            return definition.path(section).path(name);
        }
        JsonNode own = definition.path("schema").path("properties").path(name);
        return own.isMissingNode() ? definition.path("calculationProperties").path(name) : own;
    }

    private static Map<String, String> colors(JsonNode shape) {
        Map<String, String> colors = new TreeMap<>();
        for (JsonNode holder :
                new JsonNode[] {shape.path("enumColors"), shape.path("items").path("enumColors"), shape.path("colors")
                }) {
            holder.properties()
                    .forEach(
                            entry -> colors.put(entry.getKey(), entry.getValue().asString("")));
        }
        return colors;
    }

    /// The rule that finds the entities with a value, or those without one.
    ObjectNode filter(@Nullable String value) {
        ObjectNode rule = Json.object();
        switch (source) {
            case PROPERTY -> rule.put("property", name);
            case RELATION -> rule.put("relation", name).put("targetProperty", "$title");
            case SCORECARD -> rule.put("scorecard", name);
            case RULE -> rule.put("scorecard", name).put("scorecardRule", this.rule);
        }
        if (value == null) {
            return rule.put("operator", "isEmpty");
        }
        rule.put("operator", "=");
        rule.set("value", typed(value));
        return rule;
    }

    private JsonNode typed(String value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type) {
            case "number" -> Json.parse(value);
            case "boolean" -> nodes.booleanNode(value.equals("true"));
            default -> nodes.stringNode(value);
        };
    }
}

package io.portolan.page;

import io.portolan.kernel.Json;
import io.portolan.query.QueryParser;
import io.portolan.query.SearchQuery;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A widget: dialect section 7.3.
///
/// @param json as the client wrote it; not to be changed
public record Widget(ObjectNode json) {

    public String type() {
        return Objects.requireNonNullElse(text("type"), "");
    }

    public String title() {
        return Objects.requireNonNullElse(text("title"), "");
    }

    public @Nullable String icon() {
        return text("icon");
    }

    public @Nullable String description() {
        return text("description");
    }

    public @Nullable String text(String key) {
        String value = Json.text(json, key);
        return value == null || value.isBlank() ? null : value;
    }

    /// The kind of entities that it is about: `blueprint`, or what the dataset says of `$blueprint`; empty when neither
    /// does.
    public Optional<String> blueprint() {
        String blueprint = text("blueprint");
        if (blueprint != null) {
            return Optional.of(blueprint);
        }
        for (JsonNode rule : datasetJson().path("rules")) {
            if (rule.path("property").asString("").equals("$blueprint")
                    && rule.path("operator").asString("").equals("=")
                    && rule.path("value").isString()) {
                return Optional.of(rule.path("value").stringValue());
            }
        }
        return Optional.empty();
    }

    /// Which entities it is about. Throws [io.portolan.kernel.PortalException.Invalid] when the dataset is wrong.
    public SearchQuery dataset() {
        return QueryParser.parse(datasetJson(), "/dataset");
    }

    /// The dataset as a query in JSON: a bare list of rules means all of them, none means everything.
    public ObjectNode datasetJson() {
        JsonNode dataset = json.get("dataset");
        if (dataset instanceof ObjectNode object && object.has("combinator")) {
            return object;
        }
        ObjectNode query = Json.object().put("combinator", "and");
        ArrayNode rules = query.putArray("rules");
        if (dataset instanceof ArrayNode array) {
            array.forEach(rules::add);
        }
        return query;
    }

    /// The dataset and one more rule: where a slice or a bar leads.
    public ObjectNode datasetWith(ObjectNode rule) {
        ObjectNode dataset = datasetJson();
        if (dataset.path("combinator").asString("").equals("and")) {
            ObjectNode query = dataset.deepCopy();
            query.withArray("/rules").add(rule);
            return query;
        }
        ObjectNode query = Json.object().put("combinator", "and");
        query.putArray("rules").add(dataset).add(rule);
        return query;
    }
}

package io.portolan.catalog;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One thing in the catalog (dialect section 2). JSON nodes in it are not to be changed.
///
/// @param id internal number, never on the wire
/// @param properties own values, no nulls
/// @param computed values of mirrors, calculations and aggregations
/// @param relations by relation identifier: a string or null, or a list of strings for `many`
/// @param datasource User-Agent of the last writer
/// @param version grows by one with every change
public record Entity(
        long id,
        String blueprint,
        String identifier,
        @Nullable String title,
        @Nullable String icon,
        List<String> team,
        ObjectNode properties,
        ObjectNode computed,
        ObjectNode relations,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy,
        @Nullable String datasource,
        long version) {

    /// The title, or the identifier when there is none.
    public String displayTitle() {
        return title == null || title.isBlank() ? identifier : title;
    }

    /// The value of an own or computed property; null when it has none.
    public @Nullable JsonNode value(String property) {
        JsonNode own = properties.get(property);
        return own == null ? computed.get(property) : own;
    }

    /// Identifiers at the other end of a relation; empty when there are none.
    public List<String> related(String relation) {
        JsonNode value = relations.get(relation);
        if (value == null || value.isNull()) {
            return List.of();
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(item -> item.asString(""))
                        .toList()
                : List.of(value.asString(""));
    }

    /// The wire form, with computed values among the properties.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("identifier", identifier);
        json.put("title", title);
        json.put("icon", icon);
        json.put("blueprint", blueprint);
        json.set("team", Json.strings(team));
        ObjectNode values = properties.deepCopy();
        computed.properties().forEach(entry -> values.set(entry.getKey(), entry.getValue()));
        json.set("properties", values);
        json.set("relations", relations.deepCopy());
        json.put("createdAt", Json.time(createdAt));
        json.put("createdBy", createdBy);
        json.put("updatedAt", Json.time(updatedAt));
        json.put("updatedBy", updatedBy);
        return json;
    }

    Entity owned(List<String> teams) {
        return with(id, computed, teams);
    }

    Entity numbered(long number) {
        return with(number, computed, team);
    }

    Entity computing(ObjectNode values) {
        return with(id, values, team);
    }

    private Entity with(long number, ObjectNode values, List<String> teams) {
        return new Entity(
                number,
                blueprint,
                identifier,
                title,
                icon,
                teams,
                properties,
                values,
                relations,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy,
                datasource,
                version);
    }
}

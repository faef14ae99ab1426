package io.portolan.blueprint;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The model of one kind of entity (dialect section 1.1), immutable.
///
/// @param definition the document as the client wrote it; not to be changed
/// @param rights who may do what with its entities
/// @param hasCatalogPage whether the navigation leads to a table of its entities
/// @param version grows with every stored change, over all blueprints; 0 for one that is not stored yet
public record Blueprint(
        String identifier,
        ObjectNode definition,
        Map<String, PropertyDefinition> properties,
        Set<String> required,
        Map<String, RelationDefinition> relations,
        Map<String, MirrorDefinition> mirrors,
        Map<String, CalculationDefinition> calculations,
        Map<String, AggregationDefinition> aggregations,
        BlueprintRights rights,
        boolean hasCatalogPage,
        Stamp stamp,
        long version) {

    /// Who wrote it and when.
    public record Stamp(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

    /// One that is not stored: with the standard rights.
    static Blueprint of(ObjectNode definition, Stamp stamp, long version) {
        return of(definition, new BlueprintRights(Json.object()), true, stamp, version);
    }

    static Blueprint of(
            ObjectNode definition, BlueprintRights rights, boolean hasCatalogPage, Stamp stamp, long version) {
        JsonNode schema = definition.path("schema");
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        return new Blueprint(
                String.valueOf(Json.text(definition, "identifier")),
                definition,
                section(schema, "properties", PropertyDefinition::of),
                Collections.unmodifiableSet(required),
                section(definition, "relations", RelationDefinition::of),
                section(definition, "mirrorProperties", MirrorDefinition::of),
                section(definition, "calculationProperties", CalculationDefinition::of),
                section(definition, "aggregationProperties", AggregationDefinition::of),
                rights,
                hasCatalogPage,
                stamp,
                version);
    }

    /// The same with other rights, to find out what they would mean.
    public Blueprint withRights(BlueprintRights others) {
        return of(definition, others, hasCatalogPage, stamp, version);
    }

    public String title() {
        String title = Json.text(definition, "title");
        return title == null ? identifier : title;
    }

    public @Nullable String icon() {
        return Json.text(definition, "icon");
    }

    public @Nullable String description() {
        return Json.text(definition, "description");
    }

    /// `Direct` or `Inherited`; empty when entities have no owning team by rule.
    public Optional<String> ownershipType() {
        return Optional.ofNullable(Json.text(definition.path("ownership"), "type"));
    }

    /// The relations along which owning teams are taken over from another entity; empty when they are given to each
    /// entity itself. A relation to `_team` of its own makes ownership direct (dialect section 1.6).
    public List<String> inheritedFrom() {
        String path = ownershipType().filter("Inherited"::equals).isPresent()
                ? Json.text(definition.path("ownership"), "path")
                : ownershipType().isPresent() ? null : Json.text(definition.path("teamInheritance"), "path");
        boolean direct = relations.values().stream()
                .anyMatch(relation -> relation.target().equals("_team"));
        return path == null || path.isBlank() || direct ? List.of() : List.of(path.split("\\."));
    }

    /// Part of the product (`_user`, `_team` …): it can be extended, not deleted.
    public boolean isProtected() {
        return identifier.startsWith("_");
    }

    /// Blueprints by identifier, in their order.
    public static Map<String, Blueprint> byIdentifier(Collection<Blueprint> blueprints) {
        Map<String, Blueprint> model = new LinkedHashMap<>();
        blueprints.forEach(blueprint -> model.put(blueprint.identifier(), blueprint));
        return model;
    }

    /// Whether a mirror, calculation or aggregation has this identifier.
    public boolean isComputed(String property) {
        return mirrors.containsKey(property)
                || calculations.containsKey(property)
                || aggregations.containsKey(property);
    }

    /// Own properties with this format.
    public List<PropertyDefinition> propertiesWith(PropertyFormat format) {
        return properties.values().stream()
                .filter(property -> property.hasFormat(format))
                .toList();
    }

    /// The wire form: the document as written, every section present, with its times and authors.
    public ObjectNode toJson() {
        ObjectNode json = definition.deepCopy();
        for (String key : List.of("relations", "mirrorProperties", "calculationProperties", "aggregationProperties")) {
            if (!json.has(key)) {
                json.set(key, Json.object());
            }
        }
        json.put("createdAt", Json.time(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Json.time(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }

    private static <T> Map<String, T> section(JsonNode holder, String key, BiFunction<String, ObjectNode, T> parse) {
        Map<String, T> result = new LinkedHashMap<>();
        if (holder.get(key) instanceof ObjectNode section) {
            section.properties().forEach(entry -> {
                if (entry.getValue() instanceof ObjectNode json) {
                    result.put(entry.getKey(), parse.apply(entry.getKey(), json));
                }
            });
        }
        return Collections.unmodifiableMap(result);
    }
}

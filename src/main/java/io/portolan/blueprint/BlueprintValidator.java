package io.portolan.blueprint;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqOptions;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks a blueprint document by itself, without looking at other blueprints: dialect sections 1.1 to 1.6.
final class BlueprintValidator {

    private static final Pattern IDENTIFIER = Pattern.compile("^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/-]+$");
    static final Pattern KEY = Pattern.compile("^[A-Za-z0-9@_=\\\\-]+$");
    static final Set<String> RELATION_KEYS =
            Set.of("target", "required", "many", "title", "description", "type", "icon");
    static final Set<String> MIRROR_KEYS = Set.of("path", "title", "description", "icon");
    static final Set<String> CALCULATION_KEYS = Set.of(
            "calculation",
            "type",
            "format",
            "spec",
            "specAuthentication",
            "title",
            "description",
            "icon",
            "colorized",
            "colors",
            "items");
    static final Set<String> AGGREGATION_KEYS = Set.of(
            "title",
            "description",
            "icon",
            "type",
            "target",
            "calculationSpec",
            "query",
            "pathFilter",
            // read-only keys that a client sends back as it got them
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy");
    static final List<String> OWNERSHIPS = List.of("Direct", "Inherited");
    static final List<String> DESTINATIONS = List.of("WEBHOOK", "KAFKA");
    static final List<String> CALCULATED_BY = List.of("entities", "property");
    static final List<String> FUNCTIONS = List.of("count", "average", "sum", "min", "max", "median");

    private final Checks checks = new Checks();
    private final ObjectNode json;

    private BlueprintValidator(ObjectNode json) {
        this.json = json;
    }

    static List<Violation> check(ObjectNode json) {
        BlueprintValidator validator = new BlueprintValidator(json);
        validator.head();
        Map<String, String> owners = new HashMap<>();
        validator.properties(owners);
        validator.relations();
        validator.mirrors(owners);
        validator.calculations(owners);
        validator.aggregations(owners);
        return validator.checks.violations();
    }

    private void head() {
        String identifier = checks.string(json, "", "identifier", true, 100);
        if (identifier != null && !identifier.isBlank()) {
            checks.pattern(
                    "/identifier",
                    identifier,
                    IDENTIFIER,
                    "letters, digits and @ _ . + : \\ / - are allowed",
                    json.get("identifier"));
        }
        checks.string(json, "", "title", true, 100);
        checks.string(json, "", "description", false, 200);
        checks.string(json, "", "icon", false, 200);
        ObjectNode ownership = checks.object(json, "", "ownership");
        if (ownership != null) {
            String type = checks.string(ownership, "/ownership", "type", true, 20);
            if (type != null) {
                checks.oneOf("/ownership/type", type, OWNERSHIPS, ownership.get("type"));
            }
            checks.string(ownership, "/ownership", "path", "Inherited".equals(type), 1000);
        }
        ObjectNode destination = checks.object(json, "", "changelogDestination");
        if (destination != null && !destination.isEmpty()) {
            String type = checks.string(destination, "/changelogDestination", "type", true, 20);
            if (type != null) {
                checks.oneOf("/changelogDestination/type", type, DESTINATIONS, destination.get("type"));
            }
            String url = checks.string(destination, "/changelogDestination", "url", "WEBHOOK".equals(type), 2000);
            if (url != null && !url.startsWith("http://") && !url.startsWith("https://")) {
                checks.add("/changelogDestination/url", "must match format \"url\"", destination.get("url"));
            }
        }
    }

    private void properties(Map<String, String> owners) {
        ObjectNode schema = checks.object(json, "", "schema");
        if (schema == null) {
            if (!json.has("schema")) {
                checks.add("", "must have required property 'schema'", null);
            }
            return;
        }
        ObjectNode properties = checks.object(schema, "/schema", "properties");
        if (properties != null) {
            each(
                    properties,
                    "/schema/properties",
                    owners,
                    (property, pointer) -> new PropertyValidator(checks).validate(property, pointer));
        }
        JsonNode required = schema.get("required");
        if (required == null || required.isNull()) {
            return;
        }
        if (!required.isArray()) {
            checks.add("/schema/required", "must be array", required);
            return;
        }
        for (int i = 0; i < required.size(); i++) {
            JsonNode name = required.get(i);
            if (!name.isString()) {
                checks.add("/schema/required/" + i, "must be string", name);
            } else if (properties == null || !properties.has(name.stringValue())) {
                checks.add("/schema/required/" + i, "names no property of this blueprint", name);
            }
        }
    }

    private void relations() {
        ObjectNode relations = checks.object(json, "", "relations");
        if (relations == null) {
            return;
        }
        each(relations, "/relations", null, (relation, pointer) -> {
            checks.onlyKeys(relation, pointer, RELATION_KEYS);
            checks.string(relation, pointer, "target", true, 100);
            checks.string(relation, pointer, "title", false, 100);
            checks.flag(relation, pointer, "required");
            checks.flag(relation, pointer, "many");
            RelationDefinition definition = RelationDefinition.of("", relation);
            if (definition.many() && definition.required()) {
                checks.add(
                        pointer + "/required",
                        "must not be true together with many: a list of relations cannot be required",
                        relation.get("required"));
            }
        });
    }

    private void mirrors(Map<String, String> owners) {
        ObjectNode mirrors = checks.object(json, "", "mirrorProperties");
        if (mirrors == null) {
            return;
        }
        each(mirrors, "/mirrorProperties", owners, (mirror, pointer) -> {
            checks.onlyKeys(mirror, pointer, MIRROR_KEYS);
            checks.string(mirror, pointer, "title", false, 100);
            String path = checks.string(mirror, pointer, "path", true, 1000);
            if (path == null) {
                return;
            }
            String first = path.split("\\.", -1)[0];
            if (!path.contains(".") || path.endsWith(".") || path.contains("..")) {
                checks.add(
                        pointer + "/path",
                        "must be relations and a property joined by dots, such as system.title",
                        mirror.get("path"));
            } else if (!first.equals("$team") && !json.path("relations").has(first)) {
                checks.add(
                        pointer + "/path",
                        "starts with \"" + first + "\", which is no relation of this blueprint",
                        mirror.get("path"));
            }
        });
    }

    private void calculations(Map<String, String> owners) {
        ObjectNode calculations = checks.object(json, "", "calculationProperties");
        if (calculations == null) {
            return;
        }
        each(calculations, "/calculationProperties", owners, (calculation, pointer) -> {
            checks.onlyKeys(calculation, pointer, CALCULATION_KEYS);
            ObjectNode shape = calculation.deepCopy();
            shape.remove("calculation");
            new PropertyValidator(checks).validate(shape, pointer);
            String text = checks.string(calculation, pointer, "calculation", true, 20_000);
            if (text == null || text.isBlank()) {
                return;
            }
            try {
                JqProgram.compile(text, JqOptions.portal());
            } catch (ExpressionException e) {
                checks.add(
                        pointer + "/calculation", "is not valid jq: " + e.getMessage(), calculation.get("calculation"));
            }
        });
    }

    private void aggregations(Map<String, String> owners) {
        ObjectNode aggregations = checks.object(json, "", "aggregationProperties");
        if (aggregations == null) {
            return;
        }
        each(aggregations, "/aggregationProperties", owners, (aggregation, pointer) -> {
            checks.onlyKeys(aggregation, pointer, AGGREGATION_KEYS);
            checks.string(aggregation, pointer, "title", false, 100);
            checks.string(aggregation, pointer, "target", true, 100);
            ObjectNode spec = checks.object(aggregation, pointer, "calculationSpec");
            if (spec == null) {
                checks.add(pointer, "must have required property 'calculationSpec'", null);
                return;
            }
            String place = pointer + "/calculationSpec";
            String by = checks.string(spec, place, "calculationBy", true, 20);
            String func = checks.string(spec, place, "func", true, 20);
            if (by != null) {
                checks.oneOf(place + "/calculationBy", by, CALCULATED_BY, spec.get("calculationBy"));
            }
            if (func != null) {
                checks.oneOf(place + "/func", func, FUNCTIONS, spec.get("func"));
            }
            checks.string(spec, place, "property", "property".equals(by), 100);
        });
    }

    private interface Section {
        void check(ObjectNode definition, String pointer);
    }

    /// Walks the definitions of a section; `owners` remembers which section took an identifier, so that two cannot.
    private void each(ObjectNode section, String pointer, @Nullable Map<String, String> owners, Section check) {
        section.properties().forEach(entry -> {
            String key = entry.getKey();
            String place = pointer + "/" + Violation.escape(key);
            if (key.length() > 100 || !KEY.matcher(key).matches()) {
                checks.add(
                        place,
                        "is no good identifier: 1 to 100 characters out of letters, digits and @ _ = \\ -",
                        null);
            }
            if (owners != null) {
                String owner = owners.putIfAbsent(key, pointer);
                if (owner != null) {
                    checks.add(place, "has the same identifier as a definition in " + owner, null);
                }
            }
            if (entry.getValue() instanceof ObjectNode definition) {
                check.check(definition, place);
            } else {
                checks.add(place, "must be object", entry.getValue());
            }
        });
    }
}

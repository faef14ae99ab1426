package io.portolan.blueprint;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema (draft 7) of a blueprint's definition, for editors that complete and explain it. Made from what the
/// validator allows; identifiers, paths and properties of the model are listed where a definition may name them.
public final class BlueprintSchema {

    private static final Set<String> STRINGS = Set.of("string", "enum");
    private static final List<String> JSON_KEYWORDS = List.of("properties", "required", "additionalProperties");

    private final UnaryOperator<String> words;
    private final ObjectNode root = Json.object();
    private final SchemaCandidates candidates;

    private BlueprintSchema(UnaryOperator<String> words, SchemaCandidates candidates) {
        this.words = words;
        this.candidates = candidates;
    }

    /// The schema for one definition.
    ///
    /// @param model the blueprints that relations and aggregations may name
    /// @param draft the definition as it is at the moment; its relations say which paths there are
    /// @param words what a key means, for readers: called with `mirrorProperties`, `format.timer`, `func.count` …
    /// @param icons names that are proposed as icons
    public static ObjectNode of(
            Collection<Blueprint> model, ObjectNode draft, UnaryOperator<String> words, List<String> icons) {
        Blueprint edited = Blueprint.of(draft, new Blueprint.Stamp(Instant.EPOCH, "", Instant.EPOCH, ""), 0);
        BlueprintSchema schema = new BlueprintSchema(words, new SchemaCandidates(edited, model));
        schema.define(model, icons);
        schema.document(edited);
        return schema.root;
    }

    private void define(Collection<Blueprint> model, List<String> icons) {
        ObjectNode defs = root.putObject("$defs");
        ObjectNode blueprint = text();
        if (!model.isEmpty()) {
            ArrayNode known = blueprint.putArray("oneOf");
            model.forEach(
                    one -> known.addObject().put("const", one.identifier()).put("title", one.title()));
        }
        defs.set("blueprint", blueprint);
        defs.set("icon", text(200).set("examples", Json.strings(icons)));
        defs.set("color", text().set("enum", Json.strings(PropertyValidator.COLORS)));
        defs.set("property", property(null));
        defs.set("calculation", calculation());
        defs.set("relation", relation());
        defs.set("mirror", mirror());
        defs.set("aggregation", aggregation());
    }

    private void document(Blueprint edited) {
        root.put("type", "object").set("required", Json.strings(List.of("identifier", "title", "schema")));
        ObjectNode keys = root.putObject("properties");
        put(keys, "identifier", text(100));
        put(keys, "title", text(100));
        put(keys, "description", text(200));
        put(keys, "icon", ref("icon"));
        ObjectNode schema = object(Map.of(
                "properties",
                named("property"),
                "required",
                list(text().set("enum", Json.strings(edited.properties().keySet())))));
        put(keys, "schema", schema);
        put(keys, "relations", named("relation"));
        put(keys, "mirrorProperties", named("mirror"));
        put(keys, "calculationProperties", named("calculation"));
        put(keys, "aggregationProperties", named("aggregation"));
        put(keys, "ownership", ownership());
        put(keys, "teamInheritance", object(Map.of("path", ownerPath())));
        put(keys, "changelogDestination", destination());
    }

    private ObjectNode ownership() {
        ObjectNode ownership =
                object(Map.of("type", choices("ownership", BlueprintValidator.OWNERSHIPS), "title", text()));
        ownership.set("required", Json.strings(List.of("type")));
        when(
                ownership,
                "type",
                Set.of("Inherited"),
                keys(Map.of("path", ownerPath())).set("required", Json.strings(List.of("path"))));
        return ownership;
    }

    private ObjectNode ownerPath() {
        return described("ownership.path", text(1000).set("examples", Json.strings(candidates.owners())));
    }

    private ObjectNode destination() {
        ObjectNode destination = object(Map.of("type", choices("destination", BlueprintValidator.DESTINATIONS)));
        ObjectNode webhook = keys(Map.of(
                "url", described("url", text(2000)),
                "agent", described("agent", type("boolean"))));
        when(destination, "type", Set.of("WEBHOOK"), webhook.set("required", Json.strings(List.of("url"))));
        return destination;
    }

    /// @param allowed keys that are offered; null for all
    private ObjectNode property(@Nullable Set<String> allowed) {
        Map<String, ObjectNode> keys = new LinkedHashMap<>();
        ObjectNode type = text();
        ArrayNode types = type.putArray("anyOf");
        choices("type", PropertyType.wireNames()).withArray("/oneOf").forEach(types::add);
        // an older spelling of a string with listed values: allowed, not proposed
        types.addObject().put("pattern", "^enum$");
        keys.put("type", type);
        keys.put("title", text(100));
        keys.put("description", text(1000));
        keys.put("icon", ref("icon"));
        keys.put("spec", choices("spec", PropertyValidator.SPECS));
        keys.put("specAuthentication", authentication());
        ObjectNode property = object(only(keys, allowed));
        property.set("required", Json.strings(List.of("type")));
        for (PropertyType each : PropertyType.values()) {
            when(property, "type", spellings(each), keys(only(keysOf(each), allowed)));
        }
        ObjectNode formatless = Json.object();
        formatless.putObject("not").set("required", Json.strings(List.of("format")));
        when(property, "type", Set.of("number", "boolean"), formatless);
        return property;
    }

    private static Set<String> spellings(PropertyType type) {
        return type == PropertyType.STRING ? STRINGS : Set.of(type.wireName());
    }

    private Map<String, ObjectNode> keysOf(PropertyType type) {
        Map<String, ObjectNode> keys = new LinkedHashMap<>();
        List<String> formats = Stream.of(PropertyFormat.values())
                .filter(format -> format.goesWith(type))
                .map(PropertyFormat::wireName)
                .toList();
        if (!formats.isEmpty()) {
            keys.put("format", choices("format", formats));
        }
        if (type == PropertyType.STRING || type == PropertyType.NUMBER) {
            ObjectNode values = list(type(type.wireName()));
            values.put("minItems", 1);
            keys.put("enum", values);
            keys.put("enumColors", type("object").set("additionalProperties", ref("color")));
        }
        keys.put("default", type(type.wireName()));
        PropertyValidator.NUMERIC_KEYWORDS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(type))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(keyword -> keys.put(keyword, number(keyword)));
        switch (type) {
            case STRING -> keys.put("pattern", text(2000));
            case ARRAY -> {
                keys.put("uniqueItems", type("boolean"));
                keys.put("items", items());
            }
            case OBJECT -> JSON_KEYWORDS.forEach(keyword -> keys.put(keyword, Json.object()));
            case NUMBER, BOOLEAN -> {}
        }
        return keys;
    }

    private static ObjectNode number(String keyword) {
        return PropertyValidator.COUNTS.contains(keyword) ? type("integer").put("minimum", 0) : type("number");
    }

    /// Items without a type may be anything.
    private static ObjectNode items() {
        ObjectNode items = type("object");
        ArrayNode either = items.putArray("anyOf");
        either.add(ref("property"));
        either.addObject().putObject("not").set("required", Json.strings(List.of("type")));
        return items;
    }

    private ObjectNode authentication() {
        return object(Map.of(
                        "clientId", text(),
                        "authorizationUrl", text(),
                        "tokenUrl", text(),
                        "authorizationScope", list(text())))
                .set("required", Json.strings(List.of("clientId", "authorizationUrl", "tokenUrl")));
    }

    private ObjectNode calculation() {
        ObjectNode calculation = property(BlueprintValidator.CALCULATION_KEYS);
        ObjectNode keys = calculation.withObject("/properties");
        put(keys, "calculation", text(20_000));
        put(keys, "colorized", type("boolean"));
        put(keys, "colors", type("object").set("additionalProperties", ref("color")));
        calculation.set("required", Json.strings(List.of("type", "calculation")));
        return closed(calculation, BlueprintValidator.CALCULATION_KEYS);
    }

    private ObjectNode relation() {
        Map<String, ObjectNode> keys = new LinkedHashMap<>();
        keys.put("title", text(100));
        keys.put("target", ref("blueprint"));
        keys.put("required", described("relation.required", type("boolean")));
        keys.put("many", type("boolean"));
        keys.put("description", text());
        keys.put("icon", ref("icon"));
        keys.put("type", described("relation.type", text()));
        ObjectNode relation = object(only(keys, BlueprintValidator.RELATION_KEYS));
        relation.set("required", Json.strings(List.of("target")));
        ObjectNode both = Json.object();
        both.withObject("/properties/many").put("const", true);
        both.withObject("/properties/required").put("const", true);
        both.set("required", Json.strings(List.of("many", "required")));
        relation.set("not", both);
        return closed(relation, BlueprintValidator.RELATION_KEYS);
    }

    private ObjectNode mirror() {
        Map<String, ObjectNode> keys = new LinkedHashMap<>();
        keys.put("title", text(100));
        ObjectNode path = text(1000).put("pattern", "^[^.]+(\\.[^.]+)+$");
        path.set("examples", Json.strings(candidates.mirrorPaths()));
        keys.put("path", described("mirror.path", path));
        keys.put("description", text());
        keys.put("icon", ref("icon"));
        ObjectNode mirror = object(only(keys, BlueprintValidator.MIRROR_KEYS));
        mirror.set("required", Json.strings(List.of("path")));
        return closed(mirror, BlueprintValidator.MIRROR_KEYS);
    }

    private ObjectNode aggregation() {
        Map<String, ObjectNode> keys = new LinkedHashMap<>();
        keys.put("title", text(100));
        keys.put("target", ref("blueprint"));
        keys.put("calculationSpec", calculationSpec());
        keys.put("query", query());
        keys.put(
                "pathFilter",
                list(object(Map.of(
                        "path", described("pathFilter.path", list(text())), "fromBlueprint", ref("blueprint")))));
        keys.put("description", text());
        keys.put("icon", ref("icon"));
        ObjectNode type = text();
        type.set("examples", Json.strings(List.of("number")));
        keys.put("type", type);
        ObjectNode aggregation = object(only(keys, BlueprintValidator.AGGREGATION_KEYS));
        aggregation.set("required", Json.strings(List.of("target", "calculationSpec")));
        candidates.aggregated().forEach((target, properties) -> {
            ObjectNode spec = keys(Map.of(
                    "property", text().set("examples", Json.strings(properties.numbers())),
                    "measureTimeBy", text().set("examples", Json.strings(properties.times()))));
            when(aggregation, "target", Set.of(target), keys(Map.of("calculationSpec", spec)));
        });
        return closed(aggregation, BlueprintValidator.AGGREGATION_KEYS);
    }

    private ObjectNode calculationSpec() {
        ObjectNode spec = object(Map.of(
                "calculationBy", choices("calculationBy", BlueprintValidator.CALCULATED_BY),
                "func", choices("func", BlueprintValidator.FUNCTIONS)));
        spec.set("required", Json.strings(List.of("calculationBy", "func")));
        ObjectNode property = keys(Map.of("property", described("property", text(100))));
        when(spec, "calculationBy", Set.of("property"), property.set("required", Json.strings(List.of("property"))));
        ObjectNode average = text();
        average.set("examples", Json.strings(List.of("hour", "day", "week", "month", "total")));
        when(
                spec,
                "func",
                Set.of("average"),
                keys(Map.of(
                        "averageOf", described("averageOf", average),
                        "measureTimeBy", described("measureTimeBy", text()))));
        return spec;
    }

    private ObjectNode query() {
        ObjectNode combinator = text();
        combinator.set("enum", Json.strings(List.of("and", "or")));
        return object(Map.of("combinator", combinator, "rules", list(type("object"))));
    }

    private static Map<String, ObjectNode> only(Map<String, ObjectNode> keys, @Nullable Set<String> allowed) {
        Map<String, ObjectNode> kept = new LinkedHashMap<>(keys);
        if (allowed != null) {
            kept.keySet().retainAll(allowed);
        }
        return kept;
    }

    private static ObjectNode closed(ObjectNode schema, Set<String> allowed) {
        schema.putObject("propertyNames")
                .set("enum", Json.strings(allowed.stream().sorted().toList()));
        return schema;
    }

    private static void when(ObjectNode schema, String key, Set<String> values, ObjectNode then) {
        ObjectNode branch = schema.withArray("/allOf").addObject();
        ObjectNode condition = branch.putObject("if");
        condition
                .withObject("/properties/" + key)
                .set("enum", Json.strings(values.stream().sorted().toList()));
        condition.set("required", Json.strings(List.of(key)));
        branch.set("then", then);
    }

    /// Definitions by identifier.
    private static ObjectNode named(String definition) {
        ObjectNode section = type("object").set("additionalProperties", ref(definition));
        section.putObject("propertyNames")
                .put("pattern", BlueprintValidator.KEY.pattern())
                .put("maxLength", 100);
        return section;
    }

    private ObjectNode object(Map<String, ObjectNode> keys) {
        ObjectNode object = type("object");
        object.setAll(keys(keys));
        return object;
    }

    private ObjectNode keys(Map<String, ObjectNode> keys) {
        ObjectNode holder = Json.object();
        ObjectNode properties = holder.putObject("properties");
        keys.entrySet().stream()
                .sorted(keys instanceof LinkedHashMap ? (a, b) -> 0 : Map.Entry.comparingByKey())
                .forEach(entry -> put(properties, entry.getKey(), entry.getValue()));
        return holder;
    }

    private void put(ObjectNode keys, String key, ObjectNode schema) {
        keys.set(key, described(key, schema));
    }

    private ObjectNode described(String key, ObjectNode schema) {
        return schema.has("description") ? schema : schema.put("description", words.apply(key));
    }

    /// One of these values, each explained.
    private ObjectNode choices(String what, Collection<String> values) {
        ObjectNode schema = text();
        ArrayNode each = schema.putArray("oneOf");
        values.forEach(
                value -> each.addObject().put("const", value).put("description", words.apply(what + "." + value)));
        return schema;
    }

    private static ObjectNode list(ObjectNode items) {
        return type("array").set("items", items);
    }

    private static ObjectNode ref(String definition) {
        ObjectNode schema = Json.object();
        schema.putArray("allOf").addObject().put("$ref", "#/$defs/" + definition);
        return schema;
    }

    private static ObjectNode text() {
        return type("string");
    }

    private static ObjectNode text(int most) {
        return text().put("maxLength", most);
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }
}

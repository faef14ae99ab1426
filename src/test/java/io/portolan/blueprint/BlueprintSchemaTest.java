package io.portolan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.portolan.kernel.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The schema that editors complete from says the same as the validator that decides.
class BlueprintSchemaTest {

    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions/blueprint");
    private static final Path TEXTS = Path.of("src/main/resources/vaadin-i18n");

    @Test
    void goldenDefinitionsAreValidForBoth() throws IOException {
        for (ObjectNode definition : golden("valid")) {
            assertThat(BlueprintValidator.check(definition)).isEmpty();
            assertThat(problems(definition)).isEmpty();
        }
        for (ObjectNode definition : golden("invalid")) {
            assertThat(BlueprintValidator.check(definition)).isNotEmpty();
            assertThat(problems(definition)).as(Json.write(definition)).isNotEmpty();
        }
    }

    @Test
    void theKindsThatShipWithThePortalFit() throws IOException {
        JsonNode file = Json.parse(Files.readString(Path.of("src/main/resources/templates/blueprints.json")));
        List<ObjectNode> shipped = new ArrayList<>();
        file.path("groups").forEach(group -> group.path("blueprints").forEach(each -> shipped.add((ObjectNode) each)));
        assertThat(shipped).hasSizeGreaterThan(10);
        List<Blueprint> model =
                shipped.stream().map(BlueprintSchemaTest::blueprint).toList();
        for (ObjectNode definition : shipped) {
            assertThat(validator(definition, model).validate(definition))
                    .as(definition.path("identifier").asString(""))
                    .isEmpty();
        }
    }

    /// Every combination of type, format and spec, for properties, items of lists and calculations.
    @Test
    void typesFormatsAndSpecsAreAcceptedByBothOrByNeither() {
        List<String> types = with(PropertyType.wireNames(), "enum", "date", "");
        List<String> formats = with(PropertyFormat.wireNames(), "entity", "");
        List<String> specs = with(PropertyValidator.SPECS, "raml", "");
        int accepted = 0;
        for (String type : types) {
            for (String format : formats) {
                for (String spec : specs) {
                    ObjectNode property = Json.object();
                    put(property, "type", type);
                    put(property, "format", format);
                    put(property, "spec", spec);
                    for (ObjectNode definition : List.of(
                            definition("/schema/properties/one", property),
                            definition(
                                    "/schema/properties/one",
                                    Json.object().put("type", "array").set("items", property)),
                            definition(
                                    "/calculationProperties/one",
                                    property.deepCopy().put("calculation", ".title")))) {
                        boolean valid = BlueprintValidator.check(definition).isEmpty();
                        assertThat(problems(definition).isEmpty())
                                .as(Json.write(definition))
                                .isEqualTo(valid);
                        accepted += valid ? 1 : 0;
                    }
                }
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    @Test
    void everyTypeFormatSpecAndColourIsOffered() {
        ObjectNode schema = BlueprintSchema.of(List.of(), bare(), key -> key, List.of());
        JsonNode property = schema.at("/$defs/property");
        assertThat(constants(property.at("/properties/type/anyOf"))).containsAll(PropertyType.wireNames());
        assertThat(constants(property.at("/properties/spec/oneOf"))).containsAll(PropertyValidator.SPECS);
        Set<String> formats = new TreeSet<>();
        property.path("allOf").forEach(branch -> formats.addAll(constants(branch.at("/then/properties/format/oneOf"))));
        assertThat(formats).containsExactlyInAnyOrderElementsOf(PropertyFormat.wireNames());
        assertThat(Json.texts(schema.at("/$defs/color/enum")))
                .containsExactlyInAnyOrderElementsOf(PropertyValidator.COLORS);
        assertThat(schema.at("/$defs/calculation/properties").propertyNames())
                .isSubsetOf(BlueprintValidator.CALCULATION_KEYS);
    }

    @Test
    void whatTheModelHasIsProposed() {
        Blueprint system = blueprint(Json.parseObject("""
                {"identifier":"system","title":"System","ownership":{"type":"Direct"},
                 "schema":{"properties":{"cost":{"type":"number"},"since":{"type":"string","format":"date-time"}}},
                 "relations":{"domain":{"target":"domain"}}}
                """));
        Blueprint domain = blueprint(Json.parseObject("""
                {"identifier":"domain","title":"Domain","schema":{"properties":{"area":{"type":"string"}}}}
                """));
        ObjectNode draft = Json.parseObject("""
                {"identifier":"service","title":"Service","schema":{"properties":{"tier":{"type":"string"}}},
                 "relations":{"system":{"target":"system"}},
                 "aggregationProperties":{"sum":{"target":"system","calculationSpec":{}}}}
                """);
        ObjectNode schema = BlueprintSchema.of(List.of(system, domain), draft, key -> key, List.of("rocket"));
        assertThat(constants(schema.at("/$defs/blueprint/oneOf"))).containsExactly("system", "domain");
        assertThat(Json.texts(schema.at("/$defs/mirror/properties/path/examples")))
                .contains("system.$title", "system.cost", "system.domain.area")
                .doesNotContain("system.domain");
        assertThat(Json.texts(schema.at("/properties/schema/properties/required/items/enum")))
                .containsExactly("tier");
        assertThat(schema.toString()).contains("\"enum\":[\"system\"]");
        assertThat(schema.at("/$defs/aggregation").toString())
                .contains("[\"cost\"]", "[\"$createdAt\",\"$updatedAt\",\"since\"]");
        assertThat(schema.at("/properties/ownership").toString()).contains("[\"system\"]");
    }

    @Test
    void everythingIsExplainedInBothLanguages() throws IOException {
        Set<String> asked = new TreeSet<>();
        BlueprintSchema.of(
                List.of(),
                bare(),
                key -> {
                    asked.add("blueprint.schema." + key);
                    return key;
                },
                List.of());
        assertThat(asked).hasSizeGreaterThan(60);
        for (String bundle : List.of("translations.properties", "translations_de.properties")) {
            Properties texts = new Properties();
            try (var reader = Files.newBufferedReader(TEXTS.resolve(bundle), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
            assertThat(texts.stringPropertyNames()).as(bundle).containsAll(asked);
            assertThat(texts.stringPropertyNames().stream()
                            .filter(key -> key.startsWith("blueprint.schema."))
                            .filter(key -> !asked.contains(key)))
                    .as("texts that nothing needs")
                    .isEmpty();
        }
    }

    private static List<String> problems(ObjectNode definition) {
        Map<String, Blueprint> model = new LinkedHashMap<>();
        definition.path("relations").forEach(relation -> {
            String target = relation.path("target").asString("none");
            model.put(target, blueprint(bare().put("identifier", target)));
        });
        model.put(definition.path("identifier").asString(""), blueprint(definition));
        return validator(definition, List.copyOf(model.values())).validate(definition).stream()
                .map(Objects::toString)
                .toList();
    }

    private static Schema validator(ObjectNode definition, List<Blueprint> model) {
        ObjectNode schema = BlueprintSchema.of(model, definition, key -> key, List.of("rocket"));
        return SchemaRegistry.withDialect(Dialects.getDraft7(), builder -> builder.schemaCacheEnabled(false))
                .getSchema(schema);
    }

    private static Blueprint blueprint(ObjectNode definition) {
        return Blueprint.of(definition, new Blueprint.Stamp(Instant.EPOCH, "", Instant.EPOCH, ""), 0);
    }

    private static ObjectNode bare() {
        return Json.parseObject("{\"identifier\":\"bare\",\"title\":\"Bare\",\"schema\":{\"properties\":{}}}");
    }

    private static ObjectNode definition(String pointer, ObjectNode part) {
        ObjectNode definition = bare();
        definition.withObject(pointer).setAll(part);
        return definition;
    }

    private static void put(ObjectNode holder, String key, String value) {
        if (!value.isEmpty()) {
            holder.put(key, value);
        }
    }

    private static List<String> with(List<String> values, String... more) {
        return Stream.concat(values.stream(), Stream.of(more)).toList();
    }

    private static List<String> constants(JsonNode branches) {
        return branches.valueStream()
                .filter(branch -> branch.has("const"))
                .map(branch -> branch.get("const").stringValue())
                .toList();
    }

    /// Each file is a list of definitions.
    private static List<ObjectNode> golden(String name) throws IOException {
        JsonNode file = Json.parse(Files.readString(DEFINITIONS.resolve(name + ".json")));
        assertThat(file.size()).isGreaterThan(2);
        return file.valueStream().map(ObjectNode.class::cast).toList();
    }
}

package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.portolan.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// The schema that the editor of actions completes from allows what the validator allows.
class ActionSchemaTest {

    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions/valid");
    private static final String CALLS = """
            {"identifier":"a","trigger":{"type":"self-service","operation":"CREATE"},%s}""";

    @Test
    void everyShippedAndEveryGoldenDefinitionFits() throws IOException {
        List<ObjectNode> shipped = new ActionTemplates()
                .all().stream()
                        .flatMap(template -> template.definitions().stream())
                        .toList();
        List<ObjectNode> golden;
        try (Stream<Path> files = Files.list(DEFINITIONS)) {
            golden = files.map(ActionSchemaTest::read).toList();
        }
        assertThat(golden).hasSizeGreaterThan(3);
        for (ObjectNode definition :
                Stream.concat(shipped.stream(), golden.stream()).toList()) {
            assertThat(problems(definition)).as(Json.write(definition)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"invocationMethod\":{\"type\":\"MAIL\"}",
                "\"invocationMethod\":{\"type\":\"WEBHOOK\"}",
                "\"invocationMethod\":{\"type\":\"GITHUB\",\"org\":\"o\",\"repo\":\"r\"}",
                "\"invocationMethod\":{\"type\":\"UPSERT_ENTITY\",\"blueprintIdentifier\":\"service\"}",
                "\"steps\":[{\"title\":\"without identifier\"}]",
                "\"steps\":[{\"identifier\":\"one\",\"onFailure\":\"retry\"}]",
                "\"requiredApproval\":\"yes\"",
            })
    void whatTheValidatorRefusesIsNoPartOfIt(String part) {
        ObjectNode definition = Json.parseObject(CALLS.formatted(part));
        assertThat(ActionValidator.validate(definition)).isNotEmpty();
        assertThat(problems(definition)).isNotEmpty();
    }

    @Test
    void everyExplanationExistsInBothLanguages() throws IOException {
        Set<String> asked = new TreeSet<>();
        ActionSchema.of(
                List.of(),
                Json.object(),
                key -> {
                    asked.add(key);
                    return key;
                },
                List.of());
        assertThat(asked).hasSizeGreaterThan(50);
        for (String bundle : List.of("translations.properties", "translations_de.properties")) {
            Properties texts = new Properties();
            Path file = Path.of("src/main/resources/vaadin-i18n").resolve(bundle);
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
            assertThat(texts.stringPropertyNames()).as(bundle).containsAll(asked);
            assertThat(texts.stringPropertyNames().stream()
                            .filter(key -> key.startsWith("action.schema."))
                            .filter(key -> !asked.contains(key)))
                    .as("texts that nothing needs")
                    .isEmpty();
        }
    }

    private static List<String> problems(ObjectNode definition) {
        ObjectNode schema = ActionSchema.of(List.of(), definition, key -> key, List.of("rocket"));
        Schema compiled = SchemaRegistry.withDialect(Dialects.getDraft7(), builder -> builder.schemaCacheEnabled(false))
                .getSchema(schema);
        return compiled.validate(definition).stream().map(Object::toString).toList();
    }

    private static ObjectNode read(Path file) {
        try {
            ObjectNode definition = Json.parseObject(Files.readString(file));
            return Workflow.isWorkflow(definition) ? WorkflowTranslator.translate(definition) : definition;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

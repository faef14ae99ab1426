package io.portolan.action;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.portolan.action.ActionTemplates.Template;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Icons;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ActionTemplatesTest {

    private static final ActionTemplates TEMPLATES = new ActionTemplates();
    private static final Pattern SECRET = Pattern.compile("\\.secrets\\.([A-Z_]+)");

    @Test
    void thirtyThreeInTheirGroups() {
        assertThat(TEMPLATES.all()).hasSize(33);
        assertThat(TEMPLATES.all().stream()
                        .collect(groupingBy(Template::group, LinkedHashMap::new, counting()))
                        .entrySet())
                .containsExactly(
                        entry("Microservices SDLC", 10L),
                        entry("Development environments", 4L),
                        entry("Cloud resources", 3L),
                        entry("SRE", 3L),
                        entry("Data engineering", 3L),
                        entry("Backoffice", 4L),
                        entry("Machine learning", 6L));
        assertThat(TEMPLATES.all()).extracting(Template::title).doesNotHaveDuplicates();
        assertThat(definitions().map(definition -> Json.text(definition, "identifier")))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOperationAndTheBackendsThatTeamsHaveAreThere() {
        assertThat(definitions()
                        .map(definition -> ActionTemplates.operation(definition).orElseThrow()))
                .contains(Operation.values());
        Set<InvocationType> backends = EnumSet.noneOf(InvocationType.class);
        definitions()
                .map(definition -> definition.at("/invocationMethod/type").stringValue())
                .forEach(type -> backends.add(InvocationType.valueOf(type)));
        assertThat(backends)
                .containsExactlyInAnyOrder(
                        InvocationType.WEBHOOK,
                        InvocationType.GITHUB,
                        InvocationType.GITLAB,
                        InvocationType.AZURE_DEVOPS,
                        InvocationType.UPSERT_ENTITY);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void eachIsValidAndSaysWhatItIs(ObjectNode definition) {
        assertThat(ActionValidator.validate(definition)).isEmpty();
        for (String key : List.of("identifier", "title", "icon", "description")) {
            assertThat(definition.path(key).asString("")).as(key).isNotBlank();
        }
        assertThat(Icons.symbol(Json.text(definition, "icon"))).isNotEqualTo("box");
        definition
                .at("/trigger/userInputs/properties")
                .forEach(input -> assertThat(input.path("title").asString("")).isNotBlank());
    }

    @Test
    void thoseOnExistingEntitiesNameAKindThatCanBeTakenFromATemplate() throws IOException {
        Set<String> kinds = new TreeSet<>();
        JsonNode file = Json.mapper().readTree(new ClassPathResource("templates/blueprints.json").getInputStream());
        file.path("groups")
                .forEach(group -> group.path("blueprints")
                        .forEach(kind -> kinds.add(kind.path("identifier").asString(""))));
        definitions().forEach(definition -> {
            assertThat(kinds).containsAll(ActionTemplates.kinds(definition));
            if (ActionTemplates.operation(definition).orElseThrow() != Operation.CREATE) {
                assertThat(ActionTemplates.kind(definition)).isNotNull();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyRuleOfTheFormHoldsForAnEmptyAndForAFilledForm(ObjectNode definition) {
        UserInputs inputs = action(definition).userInputs();
        for (ObjectNode values : List.of(Json.object(), filled(inputs))) {
            ObjectNode context = data(values);
            context.set("form", values);
            FormState state = FormState.evaluate(inputs, context);
            assertThat(state.problems()).isEmpty();
            assertThat(state.fields()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theBackendGetsWhatTheFormAskedFor(ObjectNode definition) {
        Action action = action(definition);
        JsonNode rendered = Objects.requireNonNull(
                io.portolan.expression.Template.compile(action.invocation()).render(data(filled(action.userInputs()))));
        assertThat(Json.write(rendered)).doesNotContain("{{");
        if (rendered.has("url")) {
            assertThat(URI.create(rendered.path("url").stringValue()).getHost()).endsWith(".example.com");
            assertThat(rendered.path("url").stringValue()).doesNotContain("null");
        }
        if (rendered.has("mapping")) {
            rendered.at("/mapping/properties")
                    .forEachEntry(
                            (name, value) -> assertThat(value.isNull()).as(name).isFalse());
        }
    }

    @Test
    void documentationSaysWhatTheBackendDoesAndNamesEverySecret() {
        for (Template template : TEMPLATES.all()) {
            assertThat(template.documentation())
                    .contains("### What it does", "### What the backend must do", "### Secrets");
            for (ObjectNode definition : template.definitions()) {
                Set<String> secrets = new TreeSet<>();
                Matcher used = SECRET.matcher(Json.write(definition));
                while (used.find()) {
                    secrets.add(used.group(1));
                }
                switch (definition.at("/invocationMethod/type").stringValue()) {
                    case "GITHUB" -> secrets.add("GITHUB_TOKEN");
                    case "GITLAB" -> secrets.add("GITLAB_TOKEN");
                    default -> {}
                }
                assertThat(secrets)
                        .as(template.title())
                        .allSatisfy(
                                secret -> assertThat(template.documentation()).contains("`" + secret + "`"));
            }
        }
    }

    @Test
    void aChosenKindStandsWhereverTheOwnOneStood() {
        ObjectNode extend = TEMPLATES.prepared("extend_ttl", "sandbox", taken -> false);
        assertThat(extend.at("/trigger/blueprintIdentifier").stringValue()).isEqualTo("sandbox");
        assertThat(extend.at("/invocationMethod/blueprintIdentifier").stringValue())
                .isEqualTo("sandbox");
        assertThat(ActionTemplates.kinds(extend)).containsExactly("sandbox");
        ObjectNode untouched = TEMPLATES.prepared("extend_ttl", null, taken -> false);
        assertThat(ActionTemplates.kinds(untouched)).containsExactly("environment");
    }

    @Test
    void anIdentifierThatIsTakenGetsANumber() {
        ObjectNode second = TEMPLATES.prepared("extend_ttl", null, Set.of("extend_ttl", "extend_ttl_2")::contains);
        assertThat(Json.text(second, "identifier")).isEqualTo("extend_ttl_3");
        assertThatThrownBy(() -> TEMPLATES.prepared("nothing", null, taken -> false))
                .isInstanceOf(PortalException.NotFound.class);
    }

    @Test
    void threeMoreDaysAreCountedFromThePresentEnd() {
        Action extend = action(TEMPLATES.prepared("extend_ttl", null, taken -> false));
        ObjectNode data = data(Json.object());
        data.withObject("/entity/properties").put("ttl", "2026-01-30T08:00:00.000Z");
        JsonNode rendered = Objects.requireNonNull(
                io.portolan.expression.Template.compile(extend.invocation()).render(data));
        assertThat(rendered.at("/mapping/properties/ttl").stringValue()).isEqualTo("2026-02-02T08:00:00Z");
    }

    @Test
    void aLowerPlanNeedsAReason() {
        UserInputs inputs = action(TEMPLATES.prepared("change_plan_tier", null, taken -> false))
                .userInputs();
        ObjectNode context = data(Json.object());
        context.withObject("/entity/properties").put("plan", "Business");
        context.withObject("/form").put("plan", "Team");
        assertThat(reason(inputs, context).required()).isTrue();
        context.withObject("/form").put("plan", "Enterprise");
        assertThat(reason(inputs, context).visible()).isFalse();
        assertThat(reason(inputs, context).required()).isFalse();
    }

    private static FormState.Field reason(UserInputs inputs, ObjectNode context) {
        return Objects.requireNonNull(
                FormState.evaluate(inputs, context).fields().get("reason"));
    }

    private static Stream<ObjectNode> definitions() {
        return TEMPLATES.all().stream().flatMap(template -> template.definitions().stream());
    }

    private static Action action(ObjectNode definition) {
        return new Action(
                "", definition, ActionPermissions.standard(), java.time.Instant.EPOCH, "", java.time.Instant.EPOCH, "");
    }

    private static ObjectNode filled(UserInputs inputs) {
        ObjectNode values = Json.object();
        for (UserInput input : inputs.all()) {
            values.set(
                    input.identifier(),
                    input.isArray() ? Json.array().add(sample(input.items())) : sample(input.schema()));
        }
        return values;
    }

    private static JsonNode sample(ObjectNode schema) {
        if (schema.path("enum").isArray()) {
            return schema.path("enum").path(0);
        }
        return switch (schema.path("type").asString("")) {
            case "number" -> Json.parse("2");
            case "boolean" -> Json.parse("true");
            case "object" -> Json.object();
            default ->
                "entity".equals(Json.text(schema, "format"))
                        ? Json.object().put("identifier", "some-entity")
                        : Json.parse("\"a b\"");
        };
    }

    private static ObjectNode data(ObjectNode values) {
        ObjectNode data = Json.parseObject("""
                {"entity": {"identifier": "one", "properties": {}, "relations": {}}, "run": {"id": "r_1"},
                 "user": {"email": "ann@example.com"}, "secrets": {},
                 "trigger": {"at": "2026-01-30T08:00:00.000Z", "by": {"user": {"email": "ann@example.com"}}}}
                """);
        data.set("inputs", values);
        return data;
    }
}

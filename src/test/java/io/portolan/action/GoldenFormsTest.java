package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Golden forms: `definitions/forms` has `userInputs` and cases, each with what is filled in and how the form stands
/// then. Keys that are missing in `expected` mean that nothing is so.
class GoldenFormsTest {

    static Stream<Path> forms() throws IOException {
        return Files.list(Path.of("src/test/resources/definitions/forms")).sorted();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theFormStandsAsExpected(Path file) throws IOException {
        ObjectNode golden = Json.parseObject(Files.readString(file));
        UserInputs inputs = new UserInputs((ObjectNode) golden.path("userInputs"));
        Shape shape = Shape.root(inputs.document());
        FormValidator.validate(shape);
        assertThat(shape.violations()).isEmpty();
        assertThat(golden.path("cases").isEmpty()).isFalse();
        for (JsonNode each : golden.path("cases")) {
            ObjectNode context = Json.object();
            List.of("form", "entity", "user").forEach(key -> context.set(key, each.path(key)));
            assertThat(standing(FormState.evaluate(inputs, context)))
                    .as(golden.path("about").stringValue("") + " " + Json.write(each.path("form")))
                    .isEqualTo(each.path("expected"));
        }
    }

    private static ObjectNode standing(FormState state) {
        ObjectNode standing = Json.object();
        standing.set("shown", names(state, FormState.Field::visible));
        put(standing, "required", names(state, FormState.Field::required));
        put(standing, "disabled", names(state, FormState.Field::disabled));
        put(standing, "readOnly", names(state, FormState.Field::readOnly));
        ObjectNode choices = Json.object();
        ObjectNode defaults = Json.object();
        ObjectNode limits = Json.object();
        state.fields().forEach((name, field) -> {
            List<JsonNode> offered = field.choices();
            if (offered != null) {
                choices.set(name, Json.array().addAll(offered));
            }
            if (field.defaultValue() != null) {
                defaults.set(name, field.defaultValue());
            }
            ObjectNode own = Json.object();
            UserInput.LIMITS.stream()
                    .filter(field.schema()::has)
                    .forEach(key -> own.set(key, field.schema().get(key)));
            put(limits, name, own);
        });
        put(standing, "choices", choices);
        put(standing, "defaults", defaults);
        put(standing, "limits", limits);
        if (!state.steps().isEmpty()) {
            state.steps().forEach(standing.withArray("/steps")::add);
        }
        put(standing, "hiddenTitles", Json.strings(state.hiddenTitles()));
        if (!state.unmet().isEmpty()) {
            state.unmet().stream()
                    .map(FormState.Unmet::violation)
                    .forEach(violation -> standing.withArray("/unmet")
                            .addObject()
                            .put("pointer", violation.pointer())
                            .put("reason", violation.reason()));
        }
        put(
                standing,
                "problems",
                Json.strings(state.problems().stream()
                        .map(FormState.Problem::pointer)
                        .toList()));
        return standing;
    }

    private static JsonNode names(FormState state, Predicate<FormState.Field> which) {
        return Json.strings(state.fields().entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList());
    }

    private static void put(ObjectNode holder, String key, JsonNode value) {
        if (!value.isEmpty()) {
            holder.set(key, value);
        }
    }
}

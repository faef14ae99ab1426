package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// Golden definitions of actions and workflows: `definitions/valid`, and `definitions/invalid` with the place that is
/// wrong.
class DefinitionsTest {

    private static final Path FOLDER = Path.of("src/test/resources/definitions");

    static Stream<Path> valid() throws IOException {
        return Files.list(FOLDER.resolve("valid")).sorted();
    }

    static Stream<Path> invalid() throws IOException {
        return Files.list(FOLDER.resolve("invalid")).sorted();
    }

    @ParameterizedTest
    @MethodSource
    void valid(Path file) throws IOException {
        check(Json.parseObject(Files.readString(file)));
    }

    @ParameterizedTest
    @MethodSource
    void invalid(Path file) throws IOException {
        ObjectNode golden = Json.parseObject(Files.readString(file));
        PortalException.Invalid refusal = catchThrowableOfType(
                PortalException.Invalid.class, () -> check((ObjectNode) golden.path("definition")));
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.violations())
                .extracting(Violation::pointer)
                .contains(golden.path("pointer").asString(""));
    }

    private static void check(ObjectNode definition) {
        ObjectNode action = Workflow.isWorkflow(definition) ? WorkflowTranslator.translate(definition) : definition;
        PortalException.throwIfAny(ActionValidator.validate(action));
    }
}

package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Our own cases: one line each in `definitions/expression/golden.tsv`.
class GoldenExpressionsTest {

    static List<Arguments> cases() throws IOException {
        try (var lines = GoldenExpressionsTest.class.getResourceAsStream("/definitions/expression/golden.tsv")) {
            return new String(java.util.Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> Arguments.of((Object[]) line.split("\t", 3)))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gives(String program, String input, String expected) {
        JqOptions options = JqOptions.portal().reportingErrors();
        String actual;
        try {
            List<JsonNode> outputs =
                    JqProgram.compile(program, options).evaluateAll(JsonReader.parse(input, null), Budget.standard());
            StringBuilder all = new StringBuilder("[");
            for (JsonNode output : outputs) {
                all.append(all.length() > 1 ? "," : "").append(JsonText.write(output));
            }
            actual = all.append("]").toString();
        } catch (ExpressionException.Failed e) {
            actual = "error: " + e.getMessage();
        }
        assertThat(actual).isEqualTo(expected);
    }
}

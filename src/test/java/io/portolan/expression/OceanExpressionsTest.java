package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The mapping expressions of real integrations on real payloads.
class OceanExpressionsTest {

    @Test
    void mapsRealPayloadsAsJqDoes() throws IOException {
        Path folder = Acceptance.folder();
        Map<String, JsonNode> payloads = new HashMap<>();
        List<String> failures = new ArrayList<>();
        int checks = 0;
        for (String line : Files.readAllLines(folder.resolve("ocean.jsonl"))) {
            JsonNode check = JsonReader.parse(line, null);
            checks++;
            JsonNode payload = payloads.computeIfAbsent(
                    check.get("payload").stringValue(),
                    name -> payload(folder.resolve("../ocean").resolve(name)));
            String expression = check.get("expression").stringValue();
            try {
                List<JsonNode> outputs =
                        JqProgram.compile(expression, JqOptions.portal()).evaluateAll(payload, Budget.standard());
                if (!Values.equal(Values.array(outputs), check.get("outputs"))) {
                    failures.add(expression + " gives " + outputs + " instead of " + check.get("outputs"));
                }
            } catch (ExpressionException e) {
                failures.add(expression + ": " + e.getMessage());
            }
        }
        failures.forEach(System.out::println);
        System.out.println("RESULT ocean_passed=" + (checks - failures.size()) + " of=" + checks);
        assertThat(failures).isEmpty();
    }

    private static JsonNode payload(Path file) {
        try {
            return JsonReader.parse(Files.readString(file), null);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

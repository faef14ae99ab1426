package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// jq's own test files.
class JqSuiteTest {

    private static final Budget GENEROUS =
            Budget.standard().withTime(Duration.ofSeconds(20)).withSteps(100_000_000);

    @Test
    void passesJqsOwnTests() {
        List<String> failures = new ArrayList<>();
        Map<String, int[]> counts = new TreeMap<>();
        List<Acceptance.Case> cases = Acceptance.suite();
        for (Acceptance.Case test : cases) {
            int[] count = counts.computeIfAbsent(test.file(), file -> new int[2]);
            count[1]++;
            String problem = run(test);
            if (problem == null) {
                count[0]++;
            } else {
                failures.add(test + "\n    " + problem);
            }
        }
        counts.forEach((file, count) -> System.out.println(file + " " + count[0] + "/" + count[1]));
        failures.forEach(System.out::println);
        System.out.println("RESULT passed=" + (cases.size() - failures.size()) + " of=" + cases.size());
        assertThat(cases.size() - failures.size()).isGreaterThanOrEqualTo(860);
    }

    private static @Nullable String run(Acceptance.Case test) {
        JqProgram program;
        try {
            program = JqProgram.compile(test.program(), JqOptions.plain());
        } catch (ExpressionException.CompileFailed e) {
            return test.mustFail() ? null : "does not compile: " + e.getMessage();
        }
        if (test.mustFail()) {
            return "compiles, but must not";
        }
        List<String> actual = new ArrayList<>();
        try {
            for (JsonNode output : program.evaluateAll(JsonReader.parse(test.input(), null), GENEROUS)) {
                actual.add(JsonText.write(output));
            }
        } catch (ExpressionException e) {
            actual.add("error: " + e.getMessage());
            if (test.outputs().isEmpty()) {
                return null;
            }
        } catch (RuntimeException | StackOverflowError e) {
            return "broke: " + e;
        }
        if (actual.size() != test.outputs().size()) {
            return "gives " + actual + " instead of " + test.outputs();
        }
        for (int i = 0; i < actual.size(); i++) {
            if (actual.get(i).startsWith("error: ")
                    || !Values.equal(
                            JsonReader.parse(actual.get(i), null),
                            JsonReader.parse(test.outputs().get(i), null))) {
                return "gives " + actual + " instead of " + test.outputs();
            }
        }
        return null;
    }
}

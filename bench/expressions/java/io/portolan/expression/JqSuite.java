package io.portolan.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Counts how many of jq's own tests and of the collected mapping expressions pass, and lists the others.
public final class JqSuite {

    private static final Budget GENEROUS =
            Budget.standard().withTime(Duration.ofSeconds(20)).withSteps(100_000_000);

    private JqSuite() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        if (!Files.isDirectory(folder)) {
            System.out.println("The acceptance files are not at " + folder.toAbsolutePath() + ": nothing was counted");
            System.out.println("RESULT passed=0 of=0 ocean_passed=0 ocean_of=0");
            return;
        }
        int passed = 0;
        int all = 0;
        try (var files = Files.list(folder.resolve("suite"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".test")).sorted().toList()) {
                int[] count = suite(file);
                System.out.printf("%-16s %4d of %4d%n", file.getFileName(), count[0], count[1]);
                passed += count[0];
                all += count[1];
            }
        }
        int[] ocean = ocean(folder);
        System.out.printf("%-16s %4d of %4d%n", "ocean.jsonl", ocean[0], ocean[1]);
        System.out.printf(
                "RESULT passed=%d of=%d ocean_passed=%d ocean_of=%d%n", passed, all, ocean[0], ocean[1]);
    }

    private static int[] suite(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int[] count = new int[2];
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            boolean mustFail = line.startsWith("%%FAIL");
            String program = mustFail ? lines.get(++i) : line;
            String input = mustFail ? "null" : lines.get(++i);
            List<String> outputs = new ArrayList<>();
            while (i + 1 < lines.size() && !lines.get(i + 1).isBlank() && (mustFail || !lines.get(i + 1).startsWith("#"))) {
                outputs.add(lines.get(++i));
            }
            String actual = mustFail ? compiles(program) : evaluate(program, input, outputs);
            count[1]++;
            if (actual.isEmpty()) {
                count[0]++;
            } else {
                System.out.println("  " + program + "\n      " + actual);
            }
        }
        return count;
    }

    private static String compiles(String program) {
        try {
            JqProgram.compile(program, JqOptions.plain());
            return "compiles, but must not";
        } catch (ExpressionException.CompileFailed e) {
            return "";
        }
    }

    private static String evaluate(String program, String input, List<String> expected) {
        List<JsonNode> outputs;
        try {
            outputs = JqProgram.compile(program, JqOptions.plain()).evaluateAll(JsonReader.parse(input, null), GENEROUS);
        } catch (ExpressionException e) {
            return expected.isEmpty() && e instanceof ExpressionException.Failed ? "" : e.getMessage();
        }
        boolean same = outputs.size() == expected.size();
        for (int i = 0; same && i < expected.size(); i++) {
            same = Values.equal(
                    JsonReader.parse(JsonText.write(outputs.get(i)), null), JsonReader.parse(expected.get(i), null));
        }
        return same ? "" : "gives " + outputs + " instead of " + expected;
    }

    private static int[] ocean(Path folder) throws IOException {
        int[] count = new int[2];
        for (String line : Files.readAllLines(folder.resolve("ocean.jsonl"))) {
            JsonNode check = JsonReader.parse(line, null);
            JsonNode payload = JsonReader.parse(
                    Files.readString(
                            folder.resolve("../ocean").resolve(check.get("payload").stringValue())),
                    null);
            String expression = check.get("expression").stringValue();
            count[1]++;
            try {
                List<JsonNode> outputs =
                        JqProgram.compile(expression).evaluateAll(payload, Budget.standard());
                if (Values.equal(Values.array(new ArrayList<>(outputs)), check.get("outputs"))) {
                    count[0]++;
                } else {
                    System.out.println("  " + expression + " gives " + outputs);
                }
            } catch (ExpressionException e) {
                System.out.println("  " + expression + ": " + e.getMessage());
            }
        }
        return count;
    }
}

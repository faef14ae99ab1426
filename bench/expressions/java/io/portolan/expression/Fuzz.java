package io.portolan.expression;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs random programs on this engine and on real jq and lists where they disagree.
///
/// Arguments: how many programs, the seed, and the command that starts the oracle (see `oracle.mjs`).
public final class Fuzz {

    private static final int BATCH = 40;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Budget BUDGET =
            Budget.standard().withTime(Duration.ofSeconds(5)).withSteps(300_000);

    private int compared;
    private int skipped;
    private int unexplained;
    private final Map<String, Integer> explained = new TreeMap<>();

    private Fuzz() {}

    public static void main(String[] arguments) throws IOException {
        int programs = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        List<String> command = List.of(arguments).subList(2, arguments.length);
        Process oracle = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Fuzz fuzz = new Fuzz();
        try (BufferedWriter to = oracle.outputWriter();
                BufferedReader from = oracle.inputReader()) {
            fuzz.run(programs, seed, to, from);
        }
        fuzz.explained.forEach((reason, count) -> System.out.printf("explained: %6d  %s%n", count, reason));
        System.out.printf(
                "RESULT programs=%d seed=%d unexplained=%d explained=%d over_budget=%d%n",
                fuzz.compared,
                seed,
                fuzz.unexplained,
                fuzz.explained.values().stream().mapToInt(Integer::intValue).sum(),
                fuzz.skipped);
        System.exit(fuzz.unexplained == 0 ? 0 : 1);
    }

    private void run(int programs, long seed, BufferedWriter to, BufferedReader from) throws IOException {
        ProgramGenerator generator = new ProgramGenerator(seed);
        while (compared < programs) {
            String input = generator.input();
            JsonNode document = JsonReader.parse(input, null);
            List<String> texts = new ArrayList<>();
            List<String> ours = new ArrayList<>();
            while (texts.size() < BATCH) {
                String text = "[limit(100; try (" + generator.program() + ") catch {\"$error\": .})]";
                String result = evaluate(text, document);
                if (result == null) {
                    skipped++;
                } else {
                    texts.add(text);
                    ours.add(result);
                }
            }
            to.write(JSON.writeValueAsString(Map.of("input", input, "programs", texts)));
            to.newLine();
            to.flush();
            JsonNode theirs = JSON.readTree(from.readLine());
            for (int i = 0; i < texts.size(); i++) {
                compare(input, texts.get(i), ours.get(i), theirs.get(i).stringValue());
            }
        }
    }

    private static @Nullable String evaluate(String text, JsonNode document) {
        try {
            return JsonText.write(
                    JqProgram.compile(text, JqOptions.plain()).evaluateAll(document, BUDGET).getFirst());
        } catch (ExpressionException.LimitExceeded e) {
            return null;
        } catch (ExpressionException e) {
            return "{\"failed\":" + JSON.writeValueAsString(e.getMessage()) + "}";
        }
    }

    private void compare(String input, String program, String ours, String theirs) {
        compared++;
        if (ours.equals(theirs) || same(JsonReader.parse(ours, null), JsonReader.parse(theirs, null))) {
            return;
        }
        String reason = KnownDifferences.reason(program, ours, theirs);
        if (reason != null) {
            explained.merge(reason, 1, Integer::sum);
            return;
        }
        unexplained++;
        if (unexplained <= 60) {
            System.out.printf("input    %s%nprogram  %s%nhere     %s%njq       %s%n%n", input, program, ours, theirs);
        }
    }

    /// Equal, but for the last digits of a number.
    private static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            double x = Numbers.value(a);
            double y = Numbers.value(b);
            return x == y || Math.abs(x - y) <= 1e-13 * Math.max(Math.abs(x), Math.abs(y));
        }
        if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
            return false;
        }
        if (a.isArray()) {
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isObject()) {
            for (var member : a.properties()) {
                JsonNode other = b.get(member.getKey());
                if (other == null || !same(member.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }
}

package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Programs that must end within their budget, whatever they try.
class HostileProgramsTest {

    /// Those that earlier versions of this engine did not end in time or in memory.
    private static final List<String> OWN = List.of(
            "reduce range(40) as $i ([1]; [.,.]) | . == .",
            "reduce range(40) as $i ([1]; [.,.]) | [., .] | sort",
            "reduce range(40) as $i ([1]; [.,.]) | error",
            "\"\" | test(\"(?:){200000000}\")",
            "\"\" | test(\"(?:(?:){20000}){20000}\")",
            "(\"7\" * 3000000) | tonumber",
            "(\"7\" * 3000000) | fromjson",
            "range(1000000) | \"a\" * 30000000 | length",
            "(\"a\" * 3e7) as $a | (\"b\" * 3e7) as $b | (\"c\" * 3e7) as $c | $a + $b + $c | length",
            "{a: (\"a\" * 3e7), b: (\"b\" * 3e7), c: (\"c\" * 3e7)} | length",
            "[range(1000)] | sort_by(\"a\" * 3000000) | length",
            "(\"a\" * 2900000) | split(\"\") | length",
            "(\"a\" * 2500000) | [scan(\"a\")] | length",
            "(\"a\" * 3e7) as $x | \"\\($x)\\($x)\\($x)\\($x)\" | length",
            "(\"a\" * 3e7) as $s | [range(100) | $s] | @csv | length",
            "0 | strftime(\"%c\" * 16000000) | length",
            "[range(3000) | if . % 2 == 0 then nan else . end] | sort | length",
            "def f(x): " + "x,".repeat(2_000) + "x; f(" + "f(".repeat(3) + "1" + ")".repeat(3) + ")");

    private record Outcome(String name, String text, long millis) {}

    private static List<String[]> programs() throws IOException {
        List<String[]> programs = new ArrayList<>();
        for (String line : Files.readAllLines(Acceptance.folder().resolve("hostile.tsv"))) {
            programs.add(line.split("\t", 2));
        }
        return programs;
    }

    @Test
    void ownProgramsEndInTime() {
        assertThat(OWN)
                .allSatisfy(
                        program -> assertThat(run(program, program).millis()).isLessThan(2_000));
    }

    /// Everything in a Java machine whose heap has little more than the 64 MiB that a program may fill.
    @Test
    void everyProgramFitsIntoASmallHeap() throws Exception {
        List<String> all = new ArrayList<>(OWN);
        if (Acceptance.isThere()) {
            programs().forEach(program -> all.add(program[1]));
        }
        Path file = Files.createTempFile("hostile", ".txt");
        Files.write(file, all);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx80m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(output).isZero();
        assertThat(output).contains("ended " + all.size());
    }

    /// What runs in the small heap.
    static final class SmallHeap {
        public static void main(String[] arguments) throws IOException {
            int ended = 0;
            for (String program : Files.readAllLines(Path.of(arguments[0]))) {
                Outcome outcome;
                try {
                    outcome = run("", program);
                } catch (OutOfMemoryError e) {
                    throw new IllegalStateException("The heap is full: " + program, e);
                }
                if (outcome.millis() > 4_000) {
                    throw new IllegalStateException(outcome.millis() + " ms: " + program);
                }
                ended++;
            }
            System.out.println("ended " + ended);
        }
    }

    private static Outcome run(String name, String program) {
        long start = System.nanoTime();
        String text;
        try {
            text = JqProgram.compile(program, JqOptions.plain())
                    .evaluateAll(Values.NULL, Budget.standard())
                    .toString();
            text = text.length() > 100 ? text.substring(0, 100) : text;
        } catch (ExpressionException e) {
            text = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        return new Outcome(name, text, (System.nanoTime() - start) / 1_000_000);
    }

    @Test
    void everyProgramEndsInTime() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (String[] program : programs()) {
            Outcome outcome = run(program[0], program[1]);
            System.out.println(outcome.millis() + " ms " + outcome.name() + ": " + outcome.text());
            outcomes.add(outcome);
        }
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.millis()).isLessThan(2_000));
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.name().contains("must give"))
                .extracting(Outcome::text)
                .containsExactly("[[1,1,1]]", "[0]", "[true]");
        System.out.println("RESULT hostile_ended=" + outcomes.size());
    }

    @Test
    void fiftyAtOnceEndInTime() throws Exception {
        List<Callable<Outcome>> work = new ArrayList<>();
        for (String[] program : programs()) {
            if (work.size() < 50) {
                work.add(() -> run(program[0], program[1]));
            }
        }
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(50)) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : pool.invokeAll(work)) {
                outcomes.add(future.get());
            }
            System.out.println("50 at once: " + (System.nanoTime() - start) / 1_000_000 + " ms, slowest "
                    + outcomes.stream().mapToLong(Outcome::millis).max().orElse(0) + " ms");
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome.millis()).isLessThan(2_000));
        }
    }
}

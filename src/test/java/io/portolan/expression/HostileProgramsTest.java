package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Programs that must end within their budget, whatever they try.
class HostileProgramsTest {

    private record Outcome(String name, String text, long millis) {}

    private static List<String[]> programs() throws IOException {
        List<String[]> programs = new ArrayList<>();
        for (String line : Files.readAllLines(Acceptance.folder().resolve("hostile.tsv"))) {
            programs.add(line.split("\t", 2));
        }
        return programs;
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
                    .allSatisfy(outcome -> assertThat(outcome.millis()).isLessThan(10_000));
        }
    }
}

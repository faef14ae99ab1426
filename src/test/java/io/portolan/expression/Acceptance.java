package io.portolan.expression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The collected jq cases of other people; they lie outside of the repository and the tests are skipped without them.
final class Acceptance {

    private Acceptance() {}

    private static Path expected() {
        String configured = System.getenv("PORTOLAN_ACCEPTANCE");
        return (configured == null ? Path.of("../shared/acceptance") : Path.of(configured)).resolve("jq");
    }

    static boolean isThere() {
        return Files.isDirectory(expected());
    }

    static Path folder() {
        Path jq = expected();
        Assumptions.assumeTrue(
                Files.isDirectory(jq), "The acceptance files are not at " + jq.toAbsolutePath() + ": skipped");
        return jq;
    }

    /// One case of a suite file: a program, its input and the outputs, all as JSON text.
    record Case(String file, int line, String program, String input, List<String> outputs, boolean mustFail) {
        @Override
        public String toString() {
            return file + ":" + line + " " + program;
        }
    }

    static List<Case> suite() {
        List<Case> cases = new ArrayList<>();
        try (var files = Files.list(folder().resolve("suite"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".test"))
                    .sorted()
                    .toList()) {
                cases.addAll(read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static List<Case> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Case> cases = new ArrayList<>();
        String name = file.getFileName().toString();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            int start = i + 1;
            if (line.startsWith("%%FAIL")) {
                String program = lines.get(++i);
                while (i + 1 < lines.size() && !lines.get(i + 1).isBlank()) {
                    i++;
                }
                cases.add(new Case(name, start, program, "null", List.of(), true));
                continue;
            }
            String input = lines.get(++i);
            List<String> outputs = new ArrayList<>();
            while (i + 1 < lines.size()
                    && !lines.get(i + 1).isBlank()
                    && !lines.get(i + 1).startsWith("#")) {
                outputs.add(lines.get(++i));
            }
            cases.add(new Case(name, start, line, input, outputs, false));
        }
        return cases;
    }
}

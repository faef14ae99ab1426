package io.portolan.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the outputs of a program may depend on, found without running it. Never too little, sometimes too much.
///
/// @param everything whether the whole input may matter; then `paths` is empty
/// @param paths the parts of the input that may be read, each with everything below it
/// @param time whether the program asks for the time
/// @param output the type of every output, or [OutputType#ANY]
public record Dependencies(boolean everything, Set<InputPath> paths, boolean time, OutputType output) {

    public Dependencies {
        paths = everything ? Set.of() : Set.copyOf(minimal(paths));
    }

    /// The type of a program's outputs as far as it can be told.
    public enum OutputType {
        ANY,
        NULL,
        BOOLEAN,
        NUMBER,
        STRING,
        ARRAY,
        OBJECT
    }

    /// A place in the input; the step `*` stands for any key or index.
    public record InputPath(List<String> steps) {

        static final InputPath ROOT = new InputPath(List.of());
        private static final String ANY = "*";

        public InputPath {
            steps = List.copyOf(steps);
        }

        public static InputPath of(String... steps) {
            return new InputPath(List.of(steps));
        }

        InputPath child(String step) {
            List<String> longer = new ArrayList<>(steps);
            longer.add(step);
            return new InputPath(longer);
        }

        InputPath any() {
            return child(ANY);
        }

        /// Whether one of the two lies on the way to the other, so that a change here may be seen there.
        public boolean overlaps(InputPath other) {
            int common = Math.min(steps.size(), other.steps.size());
            for (int i = 0; i < common; i++) {
                String a = steps.get(i);
                String b = other.steps.get(i);
                if (!a.equals(b) && !a.equals(ANY) && !b.equals(ANY)) {
                    return false;
                }
            }
            return true;
        }

        boolean covers(InputPath other) {
            if (steps.size() > other.steps.size()) {
                return false;
            }
            for (int i = 0; i < steps.size(); i++) {
                if (!steps.get(i).equals(ANY) && !steps.get(i).equals(other.steps.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /// As it would be written in an expression, with `*` for any step: `.properties.tier`, `.relations.*`.
        @Override
        public String toString() {
            if (steps.isEmpty()) {
                return ".";
            }
            StringBuilder text = new StringBuilder();
            for (String step : steps) {
                if (step.equals(ANY) || step.matches("[A-Za-z_][A-Za-z_0-9]*")) {
                    text.append('.').append(step);
                } else {
                    text.append(".");
                    JsonText.quote(step, text);
                }
            }
            return text.toString();
        }
    }

    /// Whether a change of the input at this place may change the outputs.
    public boolean affectedBy(InputPath changed) {
        if (everything) {
            return true;
        }
        for (InputPath path : paths) {
            if (path.overlaps(changed)) {
                return true;
            }
        }
        return false;
    }

    /// The dependencies of two programs together.
    public Dependencies and(Dependencies other) {
        Set<InputPath> all = new LinkedHashSet<>(paths);
        all.addAll(other.paths);
        return new Dependencies(
                everything || other.everything,
                all,
                time || other.time,
                output == other.output ? output : OutputType.ANY);
    }

    static Dependencies none(OutputType output) {
        return new Dependencies(false, Set.of(), false, output);
    }

    private static Set<InputPath> minimal(Set<InputPath> paths) {
        Set<InputPath> minimal = new LinkedHashSet<>();
        for (InputPath path : paths) {
            boolean covered = false;
            for (InputPath other : paths) {
                covered |= other != path
                        && !other.equals(path)
                        && other.covers(path)
                        && !(path.covers(other) && path.toString().compareTo(other.toString()) < 0);
            }
            if (!covered) {
                minimal.add(path);
            }
        }
        return minimal;
    }
}

package io.portolan.expression;

import java.util.Set;

/// What builtin functions do with their input, as far as [Analyzer] makes a difference.
final class InputUse {

    private InputUse() {}

    static final Set<String> WITHOUT_INPUT = Set.of(
            "true/0",
            "false/0",
            "null/0",
            "empty/0",
            "infinite/0",
            "nan/0",
            "env/0",
            "builtins/0",
            "now/0",
            "input_line_number/0",
            "have_decnum/0",
            "have_literal_numbers/0",
            "range/1",
            "range/2",
            "range/3",
            "error/1");
    static final Set<String> SAME_OUTPUT = Set.of(
            "values/0",
            "nulls/0",
            "booleans/0",
            "numbers/0",
            "strings/0",
            "arrays/0",
            "objects/0",
            "iterables/0",
            "scalars/0",
            "finites/0",
            "normals/0",
            "debug/0",
            "debug/1",
            "stderr/0");
    static final Set<String> FIRST_OUTPUT = Set.of("first/1", "last/1");
    static final Set<String> COUNTED = Set.of("limit/2", "skip/2", "nth/2");
    /// What reads anything but the input is refused when a program is compiled.
    static final Set<String> REFUSED = Set.of(
            "input",
            "inputs",
            "input_filename",
            "halt",
            "halt_error",
            "get_search_list",
            "get_jq_origin",
            "get_prog_origin",
            "modulemeta");
}

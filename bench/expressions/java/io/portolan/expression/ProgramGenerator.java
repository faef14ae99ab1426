package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random programs of the whole language, and random inputs for them. The same seed gives the same programs.
///
/// Programs always compile, end soon and ask for nothing that differs from one machine to the next (the time, the
/// environment, the last digits of transcendental functions).
final class ProgramGenerator {

    private static final String[] KEYS = {"a", "b", "c", "d e"};
    private static final String[] TEXTS = {
        "", "a", "abc", "foo bar", "1", "12.5", "null", "äöü", "日本", "😀x", "a,b;c", "<&'\\\">", "  trim ", "aXbXc", "2024-02-29T12:34:56Z",
        "YWJj", "{\\\"a\\\":1}", "[1,2]", "tab\\there", "line\\nend", "A", "%41b"
    };
    private static final String[] NUMBERS = {
        "0", "1", "-1", "2", "3", "10", "0.5", "-2.5", "1e3", "1.0", "100000000000000000000", "3.14159", "1e-5", "255", "1425599621",
        "1e17", "0.1", "123456789012", "1.5e300"
    };
    private static final String[] NULLARY = {
        "length", "utf8bytelength", "not", "keys", "keys_unsorted", "values", "nulls", "booleans", "numbers", "strings", "arrays",
        "objects", "iterables", "scalars", "to_entries", "add", "any", "all", "flatten", "floor", "ceil", "round",
        "sqrt", "fabs", "trunc", "abs", "tostring", "tonumber", "type", "sort", "group_by(.)", "min", "max", "unique", "(arrays | reverse)",
        "explode", "implode", "ascii_downcase", "ascii_upcase", "tojson", "fromjson", "transpose", "first", "last", "paths",
        "isinfinite", "isnan", "isnormal", "infinite", "(nan | isnan)", "tostream", "(numbers | select(. < 1e12 and . >= 0) | todate)", "fromdate", "(numbers | select(. < 1e12 and . >= 0) | gmtime)", "(numbers | select(. < 1e12 and . >= 0) | gmtime | mktime)", "trim", "ltrim",
        "rtrim", "combinations", "@text", "@json", "@csv", "@tsv", "@html", "@uri", "@sh", "@base64",
        "@base64d", "@urid", "toboolean", "have_decnum", "error", "empty", "null", "true", "false", "splits(\"b\")",
        "recurse", "walk(.)", "getpath([\"a\"])", "fromstream(tostream)", "significand", "logb", "floor",
        "have_literal_numbers", "finites", "normals", "frexp", "ltrimstr(\"a\")"
    };
    private static final String[] OPERATORS = {
        "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "and", "or", "//"
    };
    private static final String[] UPDATES = {"=", "|=", "+=", "-=", "*=", "/=", "%=", "//="};
    private static final String[] PATTERNS = {
        "a", "b+", "[a-c]", "^a", "c$", "(?<x>[a-z])(?<y>[0-9])?", "", "\\\\s+", ".", "(a)|(b)", "X", "ö", "x*", "(?i)A", "\\\\d{2}", "日|本",
        "(?<k>a)|b", "[^a]+?", "\\\\bfoo\\\\b"
    };
    private static final String[] FLAGS = {"\"g\"", "\"i\"", "\"x\"", "\"gi\"", "\"n\"", "\"s\"", "null", "\"gs\""};
    private static final String[] FORMATS = {"@json", "@text", "@csv", "@html", "@uri", "@sh", "@base64", "@tsv"};
    private static final String[] TIMES = {"%Y-%m-%dT%H:%M:%SZ", "%A, %B %d, %Y", "%j %U %w %e", "%H:%M:%S", "%y %b %a %I %p", "%G-W%V-%u", "%D %T %R"};

    private final Random random;
    private final List<String> variables = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private int names;

    ProgramGenerator(long seed) {
        this.random = new Random(seed);
    }

    /// A JSON text.
    String input() {
        return value(3);
    }

    /// A program that compiles.
    String program() {
        variables.clear();
        functions.clear();
        labels.clear();
        names = 0;
        return expression(2 + random.nextInt(4));
    }

    private String value(int depth) {
        return switch (random.nextInt(depth <= 0 ? 5 : 9)) {
            case 0 -> pick("null", "true", "false");
            case 1, 2 -> pick(NUMBERS);
            case 3, 4 -> '"' + pick(TEXTS) + '"';
            case 5, 6 -> list(random.nextInt(4), depth);
            default -> object(random.nextInt(4), depth);
        };
    }

    private String list(int size, int depth) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(value(depth - 1));
        }
        return "[" + String.join(",", items) + "]";
    }

    private String object(int size, int depth) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add('"' + KEYS[i] + "\":" + value(depth - 1));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String in(String text) {
        return "(" + text + ")";
    }

    private String term(int depth) {
        return in(expression(depth));
    }

    private String expression(int depth) {
        if (depth <= 0) {
            return leaf();
        }
        int next = depth - 1;
        return switch (random.nextInt(44)) {
            case 0, 1, 2, 3 -> term(next) + " | " + term(next);
            case 4, 5 -> expression(next) + ", " + expression(next);
            case 6, 7, 8, 9 -> binary(next);
            case 10 -> "if " + expression(next) + " then " + expression(next) + " else " + expression(next) + " end";
            case 11 -> "if " + expression(next) + " then " + expression(next) + " end";
            case 12 -> "try " + term(next) + " catch " + term(next);
            case 13 -> term(next) + "?";
            case 14 -> "[" + expression(next) + "]";
            case 15 -> "{" + pick(KEYS[0], KEYS[1], "\"d e\"") + ": " + term(next) + ", (" + term(next) + "|tostring): " + term(next) + "}";
            case 16 -> "\"x\\(" + expression(next) + ")y\\(" + expression(next) + ")\"";
            case 17 -> pick(FORMATS) + " \"<\\(" + expression(next) + ")>\"";
            case 18, 19 -> binding(next);
            case 20 -> reduce(next);
            case 21 -> foreach(next);
            case 22, 23 -> update(next);
            case 24, 25, 26 -> oneArgument(next);
            case 27 -> twoArguments(next);
            case 28, 29 -> definition(next);
            case 30 -> label(next);
            case 31 -> regex(next);
            case 32 -> "-" + term(next);
            case 33 -> term(next) + suffix();
            case 34 -> "path(" + path(next) + ")";
            case 35 -> alternatives(next);
            case 36 -> "[" + path(next) + "]";
            case 37 -> "(" + pick("0", "1", "1e9", "1425599621", "951825296.75", "-86400") + " | strftime(\"" + pick(TIMES) + "\"))";
            case 38 -> "[limit(" + pick("0", "1", "2", "3") + "; " + expression(next) + ")]";
            case 39 -> "[range(" + pick("0", "1", "-1", "2.5") + "; " + pick("3", "4", "0") + "; " + pick("1", "2", "-1", "0.5") + ")]";
            default -> leaf();
        };
    }

    private String leaf() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> ".";
            case 2, 3 -> simplePath();
            case 4 -> value(1);
            case 5 -> pick(NUMBERS);
            case 6 -> '"' + pick(TEXTS) + '"';
            case 7, 8, 9 -> pick(NULLARY);
            case 10, 11 -> variables.isEmpty() ? simplePath() : pick(variables.toArray(String[]::new));
            case 12 -> functions.isEmpty() ? "." : call(functions.get(random.nextInt(functions.size())), 0);
            default -> labels.isEmpty() || random.nextInt(3) > 0 ? ".[]?" : "break " + pick(labels.toArray(String[]::new));
        };
    }

    private String simplePath() {
        return switch (random.nextInt(12)) {
            case 0 -> ".a";
            case 1 -> ".b";
            case 2 -> ".a.b";
            case 3 -> ".[0]";
            case 4 -> ".[-1]";
            case 5 -> ".[1:]";
            case 6 -> ".[:2]";
            case 7 -> ".[]";
            case 8 -> ".[\"d e\"]";
            case 9 -> ".a?";
            case 10 -> ".[1:-1]";
            default -> ".c[]?";
        };
    }

    private String suffix() {
        return pick(".a", "[0]", "[]", "?", "[1:]", "[-1]", "[]?", ".\"b\"", "[.a]?", "[\"c\"]", ".[0]");
    }

    private String path(int depth) {
        if (depth <= 0) {
            return simplePath();
        }
        return switch (random.nextInt(14)) {
            case 0, 1 -> in(path(depth - 1)) + " | " + in(path(depth - 1));
            case 2 -> path(depth - 1) + ", " + path(depth - 1);
            case 3 -> "if " + expression(depth - 1) + " then " + path(depth - 1) + " else " + path(depth - 1) + " end";
            case 4 -> "select(" + expression(depth - 1) + ")";
            case 5 -> "first(" + path(depth - 1) + ")";
            case 6 -> "getpath([" + pick("\"a\"", "0", "\"a\",\"b\"", "\"b\",1", "") + "])";
            case 7 -> in(path(depth - 1)) + " // " + in(path(depth - 1));
            case 8 -> in(path(depth - 1)) + "?";
            case 9 -> pick("..", "recurse", "empty", "paths", "last", "first", "recurse(.[]?; . != null)");
            case 10 -> "limit(" + pick("1", "2") + "; " + path(depth - 1) + ")";
            case 11 -> "." + "[" + expression(depth - 1) + "]";
            case 12 -> "(" + path(depth - 1) + ")" + suffix();
            default -> simplePath();
        };
    }

    private String binary(int depth) {
        return term(depth) + " " + pick(OPERATORS) + " " + term(depth);
    }

    private String update(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> "del(" + path(depth) + ")";
            case 1 -> "to_entries";
            case 2 -> "(objects | with_entries(.value |= " + term(depth) + "))";
            case 3 -> "delpaths([path(" + path(depth) + ")])";
            case 4 -> "pick(" + path(depth) + ")";
            case 5 -> "setpath([" + pick("\"a\"", "0", "\"a\",\"b\"", "-1", "\"c\",2") + "]; " + term(depth) + ")";
            default -> in(path(depth)) + " " + pick(UPDATES) + " " + term(depth);
        };
    }

    private String oneArgument(int depth) {
        String name = pick(
                "map", "map_values", "select", "sort_by", "group_by", "unique_by", "min_by", "max_by", "first", "last", "isempty",
                "add", "any", "all", "has", "in", "inside", "contains", "index", "rindex", "indices", "join", "split", "ltrimstr",
                "rtrimstr", "trimstr", "startswith", "endswith", "flatten", "nth", "error", "recurse", "walk", "paths",
                "to_entries|map", "IN", "INDEX", "tojson|ltrimstr", "getpath", "path", "del", "bsearch", "splits", "combinations",
                "truncate_stream", "skip(1; .[]?)|select", "strptime", "ascii_downcase|test", "range", "map(tostring)|join", "any(.[]?;.)|IN", "tostream|select");
        if (name.equals("combinations")) {
            return "combinations(" + pick("0", "1", "2") + ")";
        }
        if (name.equals("range")) {
            return "range(" + pick("0", "2", "3", "-1", "1.5", "\"a\"?", ".a?|numbers|select(. < 9)") + ")";
        }
        if (name.equals("strptime")) {
            return "strptime(\"%Y-%m-%dT%H:%M:%SZ\")";
        }
        if (name.equals("truncate_stream")) {
            return "[" + pick("0", "1", "2") + "|truncate_stream([[0],1],[[1,0],2],[[1,0]],[[1]])]";
        }
        if (name.equals("flatten")) {
            return "flatten(" + pick("0", "1", "2", "-1") + ")";
        }
        if (name.equals("recurse")) {
            return "[limit(20; recurse(" + pick(".[]?", ".a?", ".[0]?", "if type == \"number\" and . < 3 then . + 1 else empty end") + "))]";
        }
        if (name.equals("walk")) {
            return "walk(" + pick("if type == \"number\" then . + 1 else . end", "if type == \"array\" then sort else . end", "select(. != null)", "tojson") + ")";
        }
        if (name.equals("ascii_downcase|test")) {
            return "(strings|ascii_downcase|test(\"" + pick(PATTERNS) + "\"))";
        }
        if (name.equals("del") || name.equals("path")) {
            return name + "(" + path(depth) + ")";
        }
        return name + "(" + expression(depth) + ")";
    }

    private String twoArguments(int depth) {
        return switch (random.nextInt(13)) {
            case 0 -> "any(" + expression(depth) + "; " + expression(depth) + ")";
            case 1 -> "all(" + expression(depth) + "; " + expression(depth) + ")";
            case 2 -> "first(limit(" + pick("1", "3") + "; " + expression(depth) + "))";
            case 3 -> "[limit(10; until(" + pick("true", ". == null", "type == \"number\"") + "; " + pick("null", "length") + "))]";
            case 4 -> "[limit(5; while(" + pick("false", "type == \"number\" and . < 5") + "; . + 1))]";
            case 5 -> "nth(" + pick("0", "1", "2") + "; " + expression(depth) + ")";
            case 6 -> "IN(" + expression(depth) + "; " + expression(depth) + ")";
            case 7 -> "INDEX(" + expression(depth) + "; " + expression(depth) + ")";
            case 8 -> "pow(" + pick("2", "0", "3") + "; " + pick("2", "0", "3", "-1") + ")";
            case 9 -> "skip(" + pick("0", "1", "2") + "; " + expression(depth) + ")";
            case 10 -> "ltrimstr(" + expression(depth) + ")|rtrimstr(" + expression(depth) + ")";
            case 11 -> "[limit(4; repeat(" + pick(".", "if type == \"array\" then length else [.] end") + "))]";
            default -> "recurse(" + pick(".[]?", ".a?") + "; " + pick("true", ". != null", "type == \"object\"") + ")";
        };
    }

    private String regex(int depth) {
        String pattern = "\"" + pick(PATTERNS) + "\"";
        // jq counts matches of nothing once per byte, so no pattern that matches nothing meets a text beyond ASCII
        boolean matchesNothing = pattern.equals("\"\"") || pattern.equals("\"x*\"");
        String subject = matchesNothing
                ? "\"" + pick("abc", "", "aXbXc", "a,b;c") + "\""
                : random.nextBoolean() ? "\"" + pick(TEXTS) + "\"" : term(depth);
        String call = switch (random.nextInt(10)) {
            case 0 -> "test(" + pattern + ")";
            case 1 -> "[match(" + pattern + "; " + pick(FLAGS) + ")]";
            case 2 -> "[scan(" + pattern + ")]";
            case 3 -> "[capture(" + pattern + "; " + pick(FLAGS) + ")]";
            case 4 -> "[splits(" + pattern + ")]";
            case 5 -> "sub(" + pattern + "; first(" + expression(depth - 1) + "))";
            case 6 -> "gsub(" + pattern + "; \"<\\(.x? // \"-\")>\")";
            case 7 -> "split(" + pattern + "; " + pick(FLAGS) + ")";
            case 8 -> "[scan(" + pattern + "; " + pick(FLAGS) + ")]";
            default -> "[sub(" + pattern + "; \"1\", \"2\"; " + pick(FLAGS) + ")]";
        };
        return subject + " | " + call;
    }

    private String fresh() {
        return "$v" + names++;
    }

    private String scoped(String variable, int depth) {
        variables.add(variable);
        String body = expression(depth);
        variables.remove(variable);
        return body;
    }

    private String binding(int depth) {
        String source = term(depth);
        String first = fresh();
        return switch (random.nextInt(5)) {
            case 0 -> {
                String second = fresh();
                variables.add(second);
                String body = scoped(first, depth);
                variables.remove(second);
                yield source + " as [" + first + ", " + second + "] | " + body;
            }
            case 1 -> source + " as {a: " + first + "} | " + scoped(first, depth);
            case 2 -> source + " as {" + first + ", (" + pick("\"b\"", "\"a\"", "\"a\",\"b\"") + "): [" + fresh() + "]} | " + scoped(first, depth);
            default -> source + " as " + first + " | " + scoped(first, depth);
        };
    }

    private String alternatives(int depth) {
        String variable = fresh();
        // in an array of its own: jq goes to the next alternative for errors of what follows, too
        return "[" + term(depth) + " as [" + variable + "] ?// {a: " + variable + "} ?// " + variable + " | "
                + scoped(variable, depth) + "]";
    }

    private String reduce(int depth) {
        String variable = fresh();
        return "reduce " + pick(".[]?", "range(3)", "(1, 2)", term(depth)) + " as " + variable + " (first(" + expression(depth) + "); "
                + scoped(variable, depth) + ")";
    }

    private String foreach(int depth) {
        String variable = fresh();
        String head = "foreach " + pick(".[]?", "range(3)", "(1, 2)") + " as " + variable + " (first(" + expression(depth) + "); "
                + scoped(variable, depth);
        return head + (random.nextBoolean() ? ")" : "; " + scoped(variable, depth) + ")");
    }

    private String definition(int depth) {
        String name = "f" + names++;
        return switch (random.nextInt(3)) {
            case 0 -> {
                String body = expression(depth);
                functions.add(name);
                String rest = expression(depth);
                functions.remove(name);
                yield "def " + name + ": " + body + "; " + rest;
            }
            case 1 -> {
                String body = scoped("$p", depth);
                functions.add(name + "/1");
                String rest = expression(depth);
                functions.remove(name + "/1");
                yield "def " + name + "($p): " + body + "; " + rest;
            }
            default -> {
                functions.add("g");
                String body = expression(depth);
                functions.remove("g");
                functions.add(name + "/1");
                String rest = expression(depth);
                functions.remove(name + "/1");
                yield "def " + name + "(g): " + body + "; " + rest;
            }
        };
    }

    private String call(String function, int depth) {
        int slash = function.indexOf('/');
        return slash < 0 ? function : function.substring(0, slash) + "(" + expression(Math.max(0, depth - 1)) + ")";
    }

    private String label(int depth) {
        String name = "$l" + names++;
        labels.add(name);
        String body = expression(depth);
        labels.remove(name);
        return "label " + name + " | " + body;
    }
}

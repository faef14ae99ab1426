package io.portolan.expression;

import static io.portolan.expression.Builtins.function2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `test`, `match`, `capture`, `scan`, `split/2`, `sub`, `gsub`.
final class RegexBuiltins {

    private static final Node NO_FLAGS = new Basics.Literal(Values.NULL);

    private RegexBuiltins() {}

    static void register(Map<String, Builtins.Factory> all) {
        Builtins.Factory test = function2((run, in, pattern, flags) ->
                Values.bool(Regex.of(pattern, flags, "").test(run, text(in))));
        all.put("test/1", arguments -> test.build(List.of(arguments.getFirst(), NO_FLAGS)));
        all.put("test/2", test);
        all.put("_match/2", function2(RegexBuiltins::match));
        all.put("_capture/2", function2(RegexBuiltins::capture));
        all.put("_scan/2", function2(RegexBuiltins::scan));
        all.put("_split/2", function2(RegexBuiltins::split));
        all.put("sub/2", arguments -> new Substitute(arguments.get(0), arguments.get(1), NO_FLAGS, ""));
        all.put("sub/3", arguments -> new Substitute(arguments.get(0), arguments.get(1), arguments.get(2), ""));
        all.put("gsub/2", arguments -> new Substitute(arguments.get(0), arguments.get(1), NO_FLAGS, "g"));
        all.put("gsub/3", arguments -> new Substitute(arguments.get(0), arguments.get(1), arguments.get(2), "g"));
    }

    private static String text(JsonNode in) {
        if (!in.isString()) {
            throw new JqError(Items.describe(in) + " cannot be matched, as it is not a string");
        }
        return in.stringValue();
    }

    private static JsonNode orNull(@Nullable String text) {
        return text == null ? Values.NULL : Values.text(text);
    }

    private static JsonNode match(Run run, JsonNode in, JsonNode pattern, JsonNode flags) {
        String text = text(in);
        Regex regex = Regex.of(pattern, flags, "");
        ArrayNode found = Values.array();
        Points points = new Points(text);
        for (Regex.Match match : regex.matches(run, text)) {
            ObjectNode whole = describe(text, points, match, 0);
            ArrayNode captures = Values.array();
            for (int i = 1; i < match.starts().length; i++) {
                ObjectNode capture = describe(text, points, match, i);
                String name = i <= regex.groups().size() ? regex.groups().get(i - 1) : null;
                capture.set("name", orNull(name));
                captures.add(capture);
            }
            whole.set("captures", captures);
            run.allocate((Memory.OBJECT + 4L * Memory.MEMBER) * match.starts().length);
            found.add(whole);
        }
        return found;
    }

    private static ObjectNode describe(String text, Points points, Regex.Match match, int group) {
        ObjectNode node = Values.object();
        int start = match.starts()[group];
        if (start < 0) {
            node.put("offset", -1);
            node.set("string", Values.NULL);
            node.put("length", 0);
            return node;
        }
        int end = match.ends()[group];
        node.put("offset", points.at(start));
        node.put("length", text.codePointCount(start, end));
        node.put("string", text.substring(start, end));
        return node;
    }

    /// Positions in code points, counted onwards from the last one.
    private static final class Points {
        private final String text;
        private int unit;
        private int point;

        Points(String text) {
            this.text = text;
        }

        int at(int wanted) {
            if (wanted < unit) {
                unit = 0;
                point = 0;
            }
            point += text.codePointCount(unit, wanted);
            unit = wanted;
            return point;
        }
    }

    private static ObjectNode named(Regex regex, String text, Regex.Match match) {
        ObjectNode captures = Values.object();
        for (int i = 0; i < regex.groups().size(); i++) {
            String name = regex.groups().get(i);
            if (name != null) {
                captures.set(name, orNull(match.group(text, i + 1)));
            }
        }
        return captures;
    }

    private static JsonNode capture(Run run, JsonNode in, JsonNode pattern, JsonNode flags) {
        String text = text(in);
        Regex regex = Regex.of(pattern, flags, "");
        ArrayNode found = Values.array();
        for (Regex.Match match : regex.matches(run, text)) {
            run.allocate(Memory.OBJECT + (long) Memory.MEMBER * match.starts().length);
            found.add(named(regex, text, match));
        }
        return found;
    }

    private static JsonNode scan(Run run, JsonNode in, JsonNode pattern, JsonNode flags) {
        String text = text(in);
        ArrayNode found = Values.array();
        for (Regex.Match match : Regex.of(pattern, flags, "g").matches(run, text)) {
            run.allocate(Memory.TEXT * (long) match.starts().length);
            if (match.starts().length == 1) {
                found.add(text.substring(match.start(), match.end()));
                continue;
            }
            ArrayNode captures = Values.array();
            for (int i = 1; i < match.starts().length; i++) {
                captures.add(orNull(match.group(text, i)));
            }
            found.add(captures);
        }
        return found;
    }

    private static JsonNode split(Run run, JsonNode in, JsonNode pattern, JsonNode flags) {
        String text = text(in);
        ArrayNode parts = Values.array();
        int from = 0;
        for (Regex.Match match : Regex.of(pattern, flags, "g").matches(run, text)) {
            run.allocate(Memory.TEXT + Memory.SLOT);
            parts.add(text.substring(Math.min(from, match.start()), match.start()));
            from = match.end();
        }
        return parts.add(text.substring(from));
    }

    /// `sub`, `gsub`: the replacement sees the named captures, and each of its outputs makes one result.
    private static final class Substitute extends Node {
        private final Node pattern;
        private final Node replacement;
        private final Node flags;
        private final String added;

        Substitute(Node pattern, Node replacement, Node flags, String added) {
            this.pattern = pattern;
            this.replacement = replacement;
            this.flags = flags;
            this.added = added;
        }

        @Override
        boolean single() {
            return pattern.single() && flags.single() && replacement.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            String text = text(in);
            Regex regex = Regex.of(pattern.one(env, in), flags.one(env, in), added);
            List<Regex.Match> matches = regex.matches(env.run, text);
            if (matches.isEmpty()) {
                return in;
            }
            StringBuilder result = new StringBuilder();
            int from = 0;
            for (Regex.Match match : matches) {
                append(result, text, from, match.start(), replacement.one(env, named(regex, text, match)));
                env.run.size(result.length());
                from = match.end();
            }
            result.append(text, from, text.length());
            env.run.allocate(Memory.TEXT + result.length());
            return Values.text(result.toString());
        }

        private static void append(StringBuilder result, String text, int from, int to, JsonNode inserted) {
            String gap = text.substring(Math.min(from, to), to);
            if (!inserted.isString() && !inserted.isNull()) {
                throw new JqError(Items.describe(Values.text(result + gap)) + " and " + Items.describe(inserted)
                        + " cannot be added");
            }
            result.append(gap);
            if (inserted.isString()) {
                result.append(inserted.stringValue());
            }
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (single()) {
                return out.emit(one(env, in));
            }
            return flags.each(
                    env,
                    in,
                    options -> pattern.each(
                            env, in, source -> substitute(env, in, Regex.of(source, options, added), out)));
        }

        private boolean substitute(Env env, JsonNode in, Regex regex, Sink out) {
            String text = text(in);
            List<StringBuilder> results = new ArrayList<>();
            int from = 0;
            for (Regex.Match match : regex.matches(env.run, text)) {
                int start = match.start();
                int previous = from;
                int[] index = new int[1];
                replacement.each(env, named(regex, text, match), inserted -> {
                    if (index[0] == results.size()) {
                        results.add(new StringBuilder());
                    }
                    StringBuilder result = results.get(index[0]++);
                    append(result, text, previous, start, inserted);
                    env.run.step();
                    env.run.size(result.length());
                    return true;
                });
                from = match.end();
            }
            if (results.isEmpty()) {
                return out.emit(in);
            }
            for (StringBuilder result : results) {
                result.append(text, from, text.length());
                env.run.allocate(Memory.TEXT + result.length());
                if (!out.emit(Values.text(result.toString()))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        int height() {
            return 2 + pattern.height() + replacement.height() + flags.height();
        }
    }
}

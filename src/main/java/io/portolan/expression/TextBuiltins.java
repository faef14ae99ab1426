package io.portolan.expression;

import static io.portolan.expression.Builtins.function0;
import static io.portolan.expression.Builtins.function1;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Strings, without regular expressions.
final class TextBuiltins {

    private TextBuiltins() {}

    static void register(Map<String, Builtins.Factory> all) {
        all.put("startswith/1", function1((run, in, prefix) -> Values.bool(startsWith(in, prefix))));
        all.put("endswith/1", function1((run, in, suffix) -> Values.bool(endsWith(in, suffix))));
        all.put("ltrimstr/1", function1((run, in, prefix) -> dropPrefix(in, prefix)));
        all.put("rtrimstr/1", function1((run, in, suffix) -> dropSuffix(in, suffix)));
        all.put("trimstr/1", function1((run, in, edge) -> dropSuffix(dropPrefix(in, edge), edge)));
        all.put("trim/0", function0((run, in) -> trim(in, true, true)));
        all.put("ltrim/0", function0((run, in) -> trim(in, true, false)));
        all.put("rtrim/0", function0((run, in) -> trim(in, false, true)));
        all.put("ascii_downcase/0", function0((run, in) -> ascii(in, false)));
        all.put("ascii_upcase/0", function0((run, in) -> ascii(in, true)));
        all.put("explode/0", function0((run, in) -> {
            if (!in.isString()) {
                throw notExplodable();
            }
            return Texts.explode(run, in.stringValue());
        }));
        all.put("implode/0", function0(Texts::implode));
        all.put("split/1", function1((run, in, separator) -> {
            if (!in.isString() || !separator.isString()) {
                throw new JqError("split input and separator must be strings");
            }
            return Texts.split(run, in.stringValue(), separator.stringValue());
        }));
        all.put("join/1", function1(TextBuiltins::join));
        all.put("_strindices/1", function1((run, in, needle) -> {
            if (!in.isString()) {
                throw new JqError(Items.describe(in) + " cannot be searched, as it is not a string");
            }
            if (!needle.isString()) {
                throw new JqError(Items.describe(needle) + " is not a string");
            }
            return Texts.indices(run, in.stringValue(), needle.stringValue());
        }));
        all.put("indices/1", function1(TextBuiltins::indices));
        all.put("index/1", function1((run, in, needle) -> edge(indices(run, in, needle), true)));
        all.put("rindex/1", function1((run, in, needle) -> edge(indices(run, in, needle), false)));
        all.put("format/1", function1((run, in, name) -> {
            if (!name.isString()) {
                throw new JqError(Items.describe(name) + " is not a valid format");
            }
            return Values.text(Formats.apply(run, "@" + name.stringValue(), in));
        }));
    }

    private static boolean startsWith(JsonNode in, JsonNode prefix) {
        if (!in.isString() || !prefix.isString()) {
            throw new JqError("startswith() requires string inputs");
        }
        return in.stringValue().startsWith(prefix.stringValue());
    }

    private static boolean endsWith(JsonNode in, JsonNode suffix) {
        if (!in.isString() || !suffix.isString()) {
            throw new JqError("endswith() requires string inputs");
        }
        return in.stringValue().endsWith(suffix.stringValue());
    }

    private static JsonNode dropPrefix(JsonNode in, JsonNode prefix) {
        return startsWith(in, prefix)
                ? Values.text(in.stringValue().substring(prefix.stringValue().length()))
                : in;
    }

    private static JsonNode dropSuffix(JsonNode in, JsonNode suffix) {
        if (!endsWith(in, suffix)) {
            return in;
        }
        String text = in.stringValue();
        return Values.text(
                text.substring(0, text.length() - suffix.stringValue().length()));
    }

    private static JsonNode trim(JsonNode in, boolean left, boolean right) {
        if (!in.isString()) {
            throw new JqError("trim input must be a string");
        }
        return Values.text(Texts.trim(in.stringValue(), left, right));
    }

    private static JqError notExplodable() {
        return new JqError("explode input must be a string");
    }

    private static JsonNode ascii(JsonNode in, boolean upper) {
        if (!in.isString()) {
            throw notExplodable();
        }
        return Values.text(Texts.ascii(in.stringValue(), upper));
    }

    private static JsonNode indices(Run run, JsonNode in, JsonNode needle) {
        if (in instanceof ArrayNode array) {
            ArrayNode pattern =
                    needle instanceof ArrayNode items ? items : Values.array(1).add(needle);
            return Items.indexes(run, array, pattern);
        }
        if (in.isString() && needle.isString()) {
            return Texts.indices(run, in.stringValue(), needle.stringValue());
        }
        return Items.get(run, in, needle);
    }

    private static JsonNode edge(JsonNode found, boolean first) {
        if (found instanceof ArrayNode array) {
            return array.isEmpty() ? Values.NULL : array.get(first ? 0 : array.size() - 1);
        }
        if (!first && !found.isString() && !found.isNull()) {
            throw Items.notIndexable(found, Values.object().put("start", -1).putNull("end"));
        }
        // A member of an object: what it holds is asked for its first item.
        return Items.get(found, Values.integer(0));
    }

    private static JsonNode join(Run run, JsonNode in, JsonNode separator) {
        if (!(in instanceof ArrayNode) && !in.isObject()) {
            throw Items.notIterable(in);
        }
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (JsonNode item : in.values()) {
            run.step();
            if (!first) {
                append(text, separator, separator.isString() || separator.isNull());
            }
            first = false;
            if (item.isNumber() || item.isBoolean()) {
                text.append(JsonText.write(item));
            } else {
                append(text, item, item.isString() || item.isNull());
            }
            run.size(text.length());
        }
        run.allocate(Memory.TEXT + text.length());
        return Values.text(text.toString());
    }

    private static void append(StringBuilder text, JsonNode value, boolean allowed) {
        if (!allowed) {
            throw new JqError(Items.describe(Values.text(text.toString())) + " and " + Items.describe(value)
                    + " cannot be added");
        }
        if (value.isString()) {
            text.append(value.stringValue());
        }
    }
}

package io.portolan.expression;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Records one evaluation: which parts of the input were read, where an error was raised, what was filtered out.
final class Trace {

    private static final int MAX_READS = 500;
    private static final int MAX_INDEXED = 200_000;

    private final String text;
    final JsonNode input;
    private final Map<JsonNode, String> places = new IdentityHashMap<>();
    private final Map<String, Explanation.Read> reads = new LinkedHashMap<>();
    private @Nullable JqError failed;
    private @Nullable String failure;
    private @Nullable String lookup;
    private @Nullable String filter;

    Trace(String text, JsonNode input) {
        this.text = text;
        this.input = input;
        index(input, "", 0);
    }

    /// Remembers where every container of the input stands.
    private void index(JsonNode value, String path, int depth) {
        if (depth > 300 || places.size() > MAX_INDEXED) {
            return;
        }
        if (value instanceof ObjectNode object) {
            places.put(object, path);
            for (var entry : object.properties()) {
                index(entry.getValue(), path + step(entry.getKey()), depth + 1);
            }
        } else if (value instanceof ArrayNode array) {
            places.put(array, path);
            for (int i = 0; i < array.size(); i++) {
                index(array.get(i), path + "[" + i + "]", depth + 1);
            }
        }
    }

    private static String step(String key) {
        if (key.matches("[A-Za-z_][A-Za-z_0-9]*")) {
            return "." + key;
        }
        StringBuilder quoted = new StringBuilder(".");
        JsonText.quote(key, quoted);
        return quoted.toString();
    }

    /// A key was looked up. Null stays traceable by the path that led to it.
    void read(JsonNode from, JsonNode key, JsonNode value, @Nullable String fromPath) {
        String parent = fromPath != null ? fromPath : places.get(from);
        if (parent == null || reads.size() >= MAX_READS) {
            return;
        }
        String path = parent + (key.isString() ? step(key.stringValue()) : "[" + JsonText.excerpt(key) + "]");
        last = path;
        reads.putIfAbsent(path, new Explanation.Read(path, value, note(parent, path, from, key, value)));
    }

    private static @Nullable String note(String parent, String path, JsonNode from, JsonNode key, JsonNode value) {
        if (!value.isNull()) {
            return null;
        }
        if (from.isNull()) {
            return "`" + path + "` is null because `" + (parent.isEmpty() ? "." : parent) + "` is null";
        }
        if (from instanceof ObjectNode object && key.isString() && !object.has(key.stringValue())) {
            String name = key.stringValue();
            String missing = switch (parent) {
                case "" -> "the input has no key `" + name + "`";
                case ".properties" -> "the entity has no property `" + name + "`";
                case ".relations" -> "the entity has no relation `" + name + "`";
                default -> "`" + parent + "` has no key `" + name + "`";
            };
            return "`" + path + "` is null because " + missing;
        }
        if (from instanceof ArrayNode array) {
            return "`" + path + "` is null because `" + (parent.isEmpty() ? "." : parent) + "` has "
                    + (array.size() == 1 ? "1 item" : array.size() + " items");
        }
        return "`" + path + "` is null in the input";
    }

    private @Nullable String last;

    void failed(JqError error, Ast ast) {
        // the innermost step of the error that was raised last; earlier ones were caught
        if (failed != error) {
            failed = error;
            lookup = last;
            failure = "Step `" + excerpt(ast) + "` failed: " + error.getMessage();
        }
    }

    void filtered(Ast ast) {
        if (filter == null) {
            filter = "`" + excerpt(ast) + "` let nothing through";
        }
    }

    /// The text from where the step begins, as far as it fits into a message.
    private String excerpt(Ast ast) {
        int at = Math.min(start(ast), text.length());
        int end = Math.min(text.length(), at + 60);
        return text.substring(at, end) + (end < text.length() ? "…" : "");
    }

    private static int start(Ast ast) {
        return switch (ast) {
            case Ast.Binary binary -> Math.min(binary.at(), start(binary.left()));
            case Ast.Index index -> Math.min(index.at(), start(index.target()));
            case Ast.Iterate iterate -> Math.min(iterate.at(), start(iterate.target()));
            case Ast.Slice slice -> Math.min(slice.at(), start(slice.target()));
            case Ast.Pipe pipe -> start(pipe.left());
            default -> ast.at();
        };
    }

    Explanation explain(List<JsonNode> outputs, @Nullable String error, @Nullable JqError raised) {
        List<Explanation.Read> all = new ArrayList<>(reads.values());
        String reason = null;
        if (error != null) {
            boolean known = raised != null && raised == failed;
            reason = known ? failure : error;
            Explanation.Read read = known && lookup != null ? reads.get(lookup) : null;
            if (read != null && read.note() != null) {
                reason += ". " + origin(read).note();
            }
        } else if (outputs.isEmpty()) {
            reason = filter == null ? "The expression has no output" : filter;
        } else if (outputs.getFirst().isNull()) {
            Explanation.Read read = lastNull(all);
            reason = read == null
                    ? "The expression gives null by itself; no value it read is null"
                    : origin(read).note();
        }
        return new Explanation(outputs, error, all, reason);
    }

    /// What was read last and is null is what the result stems from, as far as that can be told.
    private static Explanation.@Nullable Read lastNull(List<Explanation.Read> reads) {
        for (Explanation.Read read : reads.reversed()) {
            if (read.note() != null) {
                return read;
            }
        }
        return null;
    }

    /// The first null on the way to a null.
    private Explanation.Read origin(Explanation.Read read) {
        Explanation.Read origin = read;
        for (Explanation.Read other : reads.values()) {
            boolean before = read.path().startsWith(other.path())
                    && other.path().length() < origin.path().length()
                    && (read.path().charAt(other.path().length()) == '.'
                            || read.path().charAt(other.path().length()) == '[');
            if (before && other.note() != null) {
                origin = other;
            }
        }
        return origin;
    }
}

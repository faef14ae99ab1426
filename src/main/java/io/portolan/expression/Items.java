package io.portolan.expression;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Looking into single values: by key, by index, by slice.
final class Items {

    private Items() {}

    static JqError notIterable(JsonNode value) {
        return new JqError("Cannot iterate over " + describe(value));
    }

    /// `string ("abc")`
    static String describe(JsonNode value) {
        Kind kind = Kind.of(value);
        return kind.type + " (" + JsonText.excerpt(value) + ")";
    }

    static JqError notIndexable(JsonNode from, JsonNode key) {
        return new JqError("Cannot index " + Kind.of(from).type + " with " + describe(key));
    }

    static JsonNode get(Run run, JsonNode from, JsonNode key) {
        if (key instanceof ObjectNode slice) {
            if (!(from instanceof ArrayNode) && !from.isString() && !from.isNull()) {
                throw notIndexable(from, key);
            }
            JsonNode start = slice.get("start");
            JsonNode end = slice.get("end");
            if (start == null || end == null) {
                if (from.isNull()) {
                    return Values.NULL;
                }
                throw new JqError("Array/string slice indices must be integers");
            }
            return slice(run, from, start, end);
        }
        if (from instanceof ArrayNode array && key instanceof ArrayNode pattern) {
            return indexes(run, array, pattern);
        }
        return get(from, key);
    }

    static JsonNode get(JsonNode from, JsonNode key) {
        if (from instanceof ObjectNode object && key.isString()) {
            return Values.member(object, key.stringValue());
        }
        if (from instanceof ArrayNode array && key.isNumber()) {
            double position = Numbers.value(key);
            if (Double.isNaN(position)) {
                return Values.NULL;
            }
            double whole = whole(position);
            double index = whole < 0 ? whole + array.size() : whole;
            JsonNode value = index >= 0 && index < array.size() ? array.get((int) index) : null;
            return value == null ? Values.NULL : value;
        }
        if (Kind.of(from) == Kind.NULL && (key.isString() || key.isNumber())) {
            return Values.NULL;
        }
        throw notIndexable(from, key);
    }

    /// A position without its fraction, towards zero.
    static double whole(double position) {
        return position < 0 ? Math.ceil(position) : Math.floor(position);
    }

    /// Where the pattern occurs in the array.
    static JsonNode indexes(Run run, ArrayNode array, ArrayNode pattern) {
        ArrayNode found = Values.array();
        if (pattern.isEmpty()) {
            return found;
        }
        for (int i = 0; i + pattern.size() <= array.size(); i++) {
            boolean all = true;
            for (int j = 0; all && j < pattern.size(); j++) {
                run.step();
                all = Values.equal(run, array.get(i + j), pattern.get(j));
            }
            if (all) {
                found.add(i);
            }
        }
        return found;
    }

    static JsonNode slice(Run run, JsonNode from, JsonNode start, JsonNode end) {
        if (from instanceof ArrayNode array) {
            int[] bounds = bounds(start, end, array.size(), "array");
            int size = bounds[1] - bounds[0];
            if (size == array.size()) {
                return array;
            }
            run.steps(size);
            run.allocate(Memory.ARRAY + (long) size * Memory.SLOT);
            ArrayNode part = Values.array(size);
            for (int i = bounds[0]; i < bounds[1]; i++) {
                part.add(array.get(i));
            }
            return part;
        }
        if (from.isString()) {
            String text = from.stringValue();
            int points = Texts.length(text);
            int[] bounds = bounds(start, end, points, "string");
            if (points == text.length()) {
                run.allocate(Memory.TEXT + bounds[1] - bounds[0]);
                return Values.text(text.substring(bounds[0], bounds[1]));
            }
            int first = text.offsetByCodePoints(0, bounds[0]);
            int last = text.offsetByCodePoints(first, bounds[1] - bounds[0]);
            run.allocate(Memory.TEXT + last - first);
            return Values.text(text.substring(first, last));
        }
        if (from.isNull()) {
            return Values.NULL;
        }
        ObjectNode slice = Values.object();
        slice.set("start", start);
        slice.set("end", end);
        throw notIndexable(from, slice);
    }

    /// Start and end in a sequence of a length: negative counts from the end, fractions widen the slice.
    static int[] bounds(JsonNode start, JsonNode end, int length, String what) {
        if ((!start.isNull() && !start.isNumber()) || (!end.isNull() && !end.isNumber())) {
            throw new JqError("Start and end indices of an " + what + " slice must be numbers");
        }
        double from = start.isNull() ? 0 : Numbers.value(start);
        double to = end.isNull() ? length : Numbers.value(end);
        if (Double.isNaN(from)) {
            from = 0;
        }
        if (Double.isNaN(to)) {
            to = length;
        }
        if (from < 0) {
            from += length;
        }
        if (to < 0) {
            to += length;
        }
        int first = (int) Math.max(0, Math.min(from, length));
        int last = to > length ? length : (int) to;
        if (last < to) {
            last++;
        }
        last = Math.min(last, length);
        return new int[] {first, Math.max(first, last)};
    }
}

package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reading, writing and deleting at a path. Values are never changed: every change copies the containers on its way.
final class Paths {

    private static final int MAX_LENGTH = 10_000;
    private static final int MAX_INDEX = 536_870_911;

    private Paths() {}

    private static ArrayNode array(JsonNode path, String message) {
        if (!(path instanceof ArrayNode keys)) {
            throw new JqError(message);
        }
        if (keys.size() > MAX_LENGTH) {
            throw new JqError("Path too deep");
        }
        return keys;
    }

    static JsonNode get(Run run, JsonNode root, JsonNode path) {
        JsonNode value = root;
        for (JsonNode key : array(path, "Path must be specified as an array").values()) {
            value = Items.get(run, value, key);
        }
        return value;
    }

    static JsonNode set(Run run, JsonNode root, JsonNode path, JsonNode value) {
        return set(run, root, array(path, "Path must be specified as an array"), 0, value);
    }

    private static JsonNode set(Run run, JsonNode root, ArrayNode path, int index, JsonNode value) {
        if (index == path.size()) {
            return value;
        }
        TooDeep.check(index);
        JsonNode key = path.get(index);
        if (index + 1 == path.size() && root instanceof ObjectNode && key.isString()) {
            return put(run, root, key, value);
        }
        JsonNode at = Items.get(run, root, key);
        if (key.isNumber() && Items.whole(Numbers.value(key)) < -root.size()) {
            throw new JqError("Out of bounds negative array index");
        }
        JsonNode child = set(run, at, path, index + 1, value);
        return put(run, root, key, child);
    }

    /// A copy of the container with the key set.
    static JsonNode put(Run run, JsonNode root, JsonNode key, JsonNode value) {
        boolean isNull = Kind.of(root) == Kind.NULL;
        if (key.isString() && (isNull || root instanceof ObjectNode)) {
            ObjectNode copy = root instanceof ObjectNode object ? Values.copy(object) : Values.object();
            run.steps(copy.size() >> 4);
            run.allocate(Memory.OBJECT + (long) Memory.MEMBER * (copy.size() + 1));
            copy.set(key.stringValue(), value);
            return copy;
        }
        if (key.isNumber() && (isNull || root instanceof ArrayNode)) {
            return put(run, root instanceof ArrayNode array ? array : Values.array(), Numbers.value(key), value);
        }
        if (key instanceof ObjectNode slice && (isNull || root instanceof ArrayNode)) {
            ArrayNode array = root instanceof ArrayNode items ? items : Values.array();
            int[] bounds =
                    Items.bounds(Values.member(slice, "start"), Values.member(slice, "end"), array.size(), "array");
            if (!(value instanceof ArrayNode insert)) {
                throw new JqError("A slice of an array can only be assigned another array");
            }
            ArrayNode copy = Values.array(array.size() + insert.size());
            for (int i = 0; i < bounds[0]; i++) {
                copy.add(array.get(i));
            }
            copy.addAll(insert);
            for (int i = bounds[1]; i < array.size(); i++) {
                copy.add(array.get(i));
            }
            run.steps(copy.size() >> 4);
            run.allocate(Memory.ARRAY + (long) Memory.SLOT * copy.size());
            return copy;
        }
        if (root.isString() && key instanceof ObjectNode) {
            throw new JqError("Cannot update string slices");
        }
        throw new JqError("Cannot update field at " + Kind.of(key).type + " index of " + Kind.of(root).type);
    }

    private static JsonNode put(Run run, ArrayNode array, double position, JsonNode value) {
        if (Double.isNaN(position)) {
            throw new JqError("Cannot set array element at NaN index");
        }
        double whole = Items.whole(position);
        double index = whole < 0 ? whole + array.size() : whole;
        if (index < 0) {
            throw new JqError("Out of bounds negative array index");
        }
        if (index > MAX_INDEX) {
            throw new JqError("Array index too large");
        }
        int at = (int) index;
        int size = Math.max(array.size(), at + 1);
        run.steps(size >> 7);
        run.size((long) Memory.SLOT * size);
        run.allocate(Memory.ARRAY + (long) Memory.SLOT * size);
        ArrayNode copy = Values.array(size);
        copy.addAll(array);
        for (int i = array.size(); i <= at; i++) {
            copy.add(Values.NULL);
        }
        copy.set(at, value);
        return copy;
    }

    static JsonNode delete(Run run, JsonNode root, JsonNode paths) {
        if (!(paths instanceof ArrayNode all)) {
            throw new JqError("Paths must be specified as an array");
        }
        List<ArrayNode> sorted = new ArrayList<>();
        for (JsonNode path : all.values()) {
            if (!(path instanceof ArrayNode keys)) {
                throw new JqError("Path must be specified as array, not " + Kind.of(path).type);
            }
            sorted.add(array(keys, ""));
        }
        run.steps(sorted.size());
        sorted.sort(Values.ORDER);
        if (sorted.isEmpty()) {
            return root;
        }
        return sorted.getFirst().isEmpty() ? Values.NULL : delete(run, root, sorted, 0);
    }

    private static JsonNode delete(Run run, JsonNode root, List<ArrayNode> paths, int depth) {
        TooDeep.check(depth);
        JsonNode result = root;
        List<JsonNode> keys = new ArrayList<>();
        int from = 0;
        while (from < paths.size()) {
            JsonNode key = paths.get(from).get(depth);
            int to = from;
            while (to < paths.size() && Values.equal(key, paths.get(to).get(depth))) {
                run.step();
                to++;
            }
            if (to == from) {
                to++;
            }
            if (paths.get(from).size() == depth + 1) {
                keys.add(key);
            } else {
                JsonNode child = Items.get(run, result, key);
                if (!child.isNull()) {
                    result = put(run, result, key, delete(run, child, paths.subList(from, to), depth + 1));
                }
            }
            from = to;
        }
        return deleteKeys(run, result, keys);
    }

    private static JsonNode deleteKeys(Run run, JsonNode root, List<JsonNode> keys) {
        if (keys.isEmpty() || root.isNull()) {
            return root;
        }
        if (root instanceof ObjectNode object) {
            ObjectNode copy = Values.copy(object);
            for (JsonNode key : keys) {
                if (!key.isString()) {
                    throw new JqError("Cannot delete " + Kind.of(key).type + " field of object");
                }
                copy.remove(key.stringValue());
            }
            run.steps(copy.size() >> 4);
            run.allocate(Memory.OBJECT + (long) Memory.MEMBER * copy.size());
            return copy;
        }
        if (root instanceof ArrayNode array) {
            boolean[] gone = new boolean[array.size()];
            for (JsonNode key : keys) {
                mark(array, key, gone);
            }
            ArrayNode rest = Values.array(array.size());
            for (int i = 0; i < gone.length; i++) {
                if (!gone[i]) {
                    rest.add(array.get(i));
                }
            }
            run.steps(array.size() >> 5);
            run.allocate(Memory.ARRAY + (long) Memory.SLOT * array.size());
            return rest;
        }
        throw new JqError("Cannot delete fields from " + Kind.of(root).type);
    }

    private static void mark(ArrayNode array, JsonNode key, boolean[] gone) {
        if (key.isNumber()) {
            double given = Numbers.value(key);
            double position = Items.whole(given);
            double index = given < 0 ? position < 0 ? position + array.size() : -1 : position;
            if (index >= 0 && index < array.size()) {
                gone[(int) index] = true;
            }
        } else if (key instanceof ObjectNode slice) {
            int[] bounds =
                    Items.bounds(Values.member(slice, "start"), Values.member(slice, "end"), array.size(), "array");
            for (int i = bounds[0]; i < bounds[1]; i++) {
                gone[i] = true;
            }
        } else {
            throw new JqError("Cannot delete " + Kind.of(key).type + " element of array");
        }
    }
}

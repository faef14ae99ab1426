package io.portolan.expression;

import static io.portolan.expression.Builtins.function0;
import static io.portolan.expression.Builtins.function1;
import static io.portolan.expression.Builtins.function2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Arrays and objects as a whole.
final class CollectionBuiltins {

    private CollectionBuiltins() {}

    static void register(Map<String, Builtins.Factory> all) {
        all.put("add/0", function0((run, in) -> sum(run, in)));
        all.put("map/1", arguments -> new Basics.Collect(each(arguments.getFirst())));
        all.put("map_values/1", arguments -> new Updates.Modify(all(), arguments.getFirst()));
        all.put("reverse/0", function0(CollectionBuiltins::reverse));
        all.put("flatten/0", function0((run, in) -> flatten(run, in, Integer.MAX_VALUE)));
        all.put("flatten/1", function1((run, in, depth) -> {
            if (!depth.isNumber()) {
                throw new JqError("flatten depth must be a number");
            }
            if (Numbers.value(depth) < 0) {
                throw new JqError("flatten depth must not be negative");
            }
            return flatten(run, in, (int) Numbers.value(depth));
        }));
        all.put("to_entries/0", function0(CollectionBuiltins::toEntries));
        all.put("from_entries/0", function0(CollectionBuiltins::fromEntries));
        all.put(
                "with_entries/1",
                arguments -> new Basics.Pipe(
                        all.get("to_entries/0").build(List.of()),
                        new Basics.Pipe(
                                new Basics.Collect(each(arguments.getFirst())),
                                all.get("from_entries/0").build(List.of()))));
        all.put("setpath/2", function2(Paths::set));
        all.put("delpaths/1", function1(Paths::delete));
        all.put("getpath/1", arguments -> new Updates.GetPath(arguments.getFirst()));
        all.put("path/1", arguments -> new Updates.PathOf(arguments.getFirst()));
        all.put(
                "del/1",
                arguments -> function1(Paths::delete)
                        .build(List.of(new Basics.Collect(new Updates.PathOf(arguments.getFirst())))));
        all.put("tostream/0", arguments -> new Streams.ToStream());
        all.put("bsearch/1", function1(CollectionBuiltins::bsearch));
        Sorting.register(all);
    }

    private static Node all() {
        return new Access.Iterate(Basics.IDENTITY);
    }

    private static Node each(Node f) {
        return new Basics.Pipe(all(), f);
    }

    private static JsonNode sum(Run run, JsonNode in) {
        if (!(in instanceof ArrayNode) && !in.isObject()) {
            throw Items.notIterable(in);
        }
        Sum sum = new Sum(run);
        in.values().forEach(sum::add);
        return sum.result();
    }

    /// Adds up values; texts and arrays are gathered without copying what is there already.
    static final class Sum {
        private final Run run;
        private JsonNode total = Values.NULL;
        private StringBuilder text = new StringBuilder();
        private ArrayNode items = Values.array();
        private boolean gatheringText;
        private boolean gatheringItems;

        Sum(Run run) {
            this.run = run;
        }

        void add(JsonNode value) {
            run.step();
            if (gatheringText && value.isString()) {
                text.append(value.stringValue());
                run.size(text.length());
            } else if (gatheringItems && value instanceof ArrayNode array) {
                items.addAll(array);
                run.steps(array.size() >> 5);
                run.size((long) Memory.SLOT * items.size());
            } else if (value.isNull()) {
                return;
            } else {
                total = Operators.add(run, result(), value);
                gatheringText = total.isString();
                gatheringItems = total instanceof ArrayNode;
                if (gatheringText) {
                    text = new StringBuilder(total.stringValue());
                } else if (total instanceof ArrayNode array) {
                    items = Values.copy(array);
                }
            }
        }

        JsonNode result() {
            if (gatheringText) {
                run.allocate(Memory.TEXT + text.length());
                return Values.text(text.toString());
            }
            if (gatheringItems) {
                run.allocate(Memory.ARRAY + (long) Memory.SLOT * items.size());
                return items;
            }
            return total;
        }
    }

    private static JsonNode reverse(Run run, JsonNode in) {
        if (!(in instanceof ArrayNode array)) {
            // jq reads its items from the last to the first, so what has no items is reversed to nothing
            double length = Numbers.value(TypeBuiltins.length(run, in));
            return length > 0 && !in.isNull() ? Items.get(in, Numbers.of(length - 1)) : Values.array();
        }
        run.steps(array.size());
        run.allocate(Memory.ARRAY + (long) Memory.SLOT * array.size());
        ArrayNode reversed = Values.array(array.size());
        for (int i = array.size() - 1; i >= 0; i--) {
            reversed.add(array.get(i));
        }
        return reversed;
    }

    private static JsonNode flatten(Run run, JsonNode in, int depth) {
        if (!(in instanceof ArrayNode) && !in.isObject()) {
            throw Items.notIterable(in);
        }
        ArrayNode flat = Values.array();
        flatten(run, in, depth, flat, 0);
        return flat;
    }

    private static void flatten(Run run, JsonNode in, int depth, ArrayNode flat, int level) {
        TooDeep.check(level);
        for (JsonNode item : in.values()) {
            run.step();
            if (item instanceof ArrayNode && depth > 0) {
                flatten(run, item, depth - 1, flat, level + 1);
            } else {
                run.allocate(Memory.SLOT);
                flat.add(item);
            }
        }
    }

    private static JsonNode toEntries(Run run, JsonNode in) {
        ArrayNode entries = Values.array(in.size());
        run.steps(in.size());
        run.allocate(Memory.ARRAY + (long) in.size() * (Memory.OBJECT + 2 * Memory.MEMBER));
        if (in instanceof ObjectNode object) {
            for (var property : object.properties()) {
                entries.add(entry(Values.text(property.getKey()), property.getValue()));
            }
        } else if (in instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                entries.add(entry(Values.integer(i), array.get(i)));
            }
        } else {
            throw new JqError(Items.describe(in) + " has no keys");
        }
        return entries;
    }

    private static ObjectNode entry(JsonNode key, JsonNode value) {
        ObjectNode entry = Values.object();
        entry.set("key", key);
        entry.set("value", value);
        return entry;
    }

    private static JsonNode fromEntries(Run run, JsonNode in) {
        if (!(in instanceof ArrayNode) && !in.isObject()) {
            throw Items.notIterable(in);
        }
        ObjectNode object = Values.object();
        for (JsonNode entry : in.values()) {
            run.step();
            JsonNode key = Values.NULL;
            for (String name : List.of("key", "Key", "name", "Name")) {
                key = Items.get(entry, Values.text(name));
                if (Kind.truthy(key)) {
                    break;
                }
            }
            if (!key.isString()) {
                throw new JqError("Cannot use " + Items.describe(key) + " as object key");
            }
            JsonNode value = Items.get(entry, Values.text(entry.has("value") ? "value" : "Value"));
            run.allocate(Memory.MEMBER);
            object.set(key.stringValue(), value);
        }
        return object;
    }

    private static JsonNode bsearch(Run run, JsonNode in, JsonNode target) {
        if (!(in instanceof ArrayNode array)) {
            throw new JqError(Items.describe(in) + " cannot be searched from");
        }
        int low = 0;
        int high = array.size();
        while (low < high) {
            run.step();
            int middle = (low + high) >>> 1;
            int order = Values.compare(run, array.get(middle), target);
            if (order == 0) {
                return Values.integer(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Values.integer(-1 - low);
    }

    static List<JsonNode> list(ArrayNode array) {
        List<JsonNode> items = new ArrayList<>(array.size());
        array.forEach(items::add);
        return items;
    }
}

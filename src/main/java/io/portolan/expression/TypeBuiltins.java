package io.portolan.expression;

import static io.portolan.expression.Builtins.function0;
import static io.portolan.expression.Builtins.function1;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Types, conversions and containment.
final class TypeBuiltins {

    private static final int MAX_DEPTH = 10_000;

    private TypeBuiltins() {}

    static void register(Map<String, Builtins.Factory> all) {
        all.put("true/0", arguments -> new Basics.Literal(Values.bool(true)));
        all.put("false/0", arguments -> new Basics.Literal(Values.bool(false)));
        all.put("null/0", arguments -> new Basics.Literal(Values.NULL));
        all.put("not/0", function0((run, in) -> Values.bool(!Kind.truthy(in))));
        all.put("type/0", function0((run, in) -> Values.text(Kind.of(in).type)));
        all.put("length/0", function0((run, in) -> length(run, in)));
        all.put("utf8bytelength/0", function0((run, in) -> {
            if (!in.isString()) {
                throw new JqError(Items.describe(in) + " only strings have UTF-8 byte length");
            }
            return Values.integer(
                    JsonText.utf8Length(in.stringValue(), in.stringValue().length()));
        }));
        all.put("keys/0", function0((run, in) -> keys(run, in, true)));
        all.put("keys_unsorted/0", function0((run, in) -> keys(run, in, false)));
        all.put("has/1", function1((run, in, key) -> has(in, key)));
        all.put("contains/1", function1((run, in, part) -> Values.bool(contains(run, in, part, 0))));
        all.put("inside/1", function1((run, in, whole) -> Values.bool(contains(run, whole, in, 0))));
        all.put("in/1", function1((run, in, whole) -> has(whole, in)));
        all.put("tostring/0", function0(Texts::tostring));
        all.put("tojson/0", function0((run, in) -> {
            String text = JsonText.write(in, run);
            run.allocate(Memory.TEXT + text.length());
            return Values.text(text);
        }));
        all.put("fromjson/0", function0((run, in) -> {
            if (!in.isString()) {
                throw new JqError(Items.describe(in) + " only strings can be parsed");
            }
            return JsonReader.parse(in.stringValue(), run);
        }));
        all.put("tonumber/0", function0((run, in) -> Texts.tonumber(in)));
        all.put("toboolean/0", function0((run, in) -> toboolean(in)));
        all.put(
                "toarray/0",
                function0((run, in) ->
                        in instanceof ArrayNode ? in : Values.array(1).add(in)));
        all.put("have_literal_numbers/0", arguments -> new Basics.Literal(Values.bool(true)));
        all.put("have_decnum/0", arguments -> new Basics.Literal(Values.bool(true)));
        all.put("env/0", function0((run, in) -> Values.object()));
        all.put("input_line_number/0", function0((run, in) -> Values.integer(0)));
        all.put("debug/0", arguments -> Basics.IDENTITY);
        all.put("debug/1", arguments -> Basics.IDENTITY);
        all.put("stderr/0", arguments -> Basics.IDENTITY);
    }

    static JsonNode length(Run run, JsonNode in) {
        return switch (Kind.of(in)) {
            case NULL -> Values.integer(0);
            case NUMBER -> Numbers.absolute(in);
            case STRING -> {
                run.steps(in.stringValue().length() >> 8);
                yield Values.integer(Texts.length(in.stringValue()));
            }
            case ARRAY, OBJECT -> Values.integer(in.size());
            case TRUE, FALSE -> throw new JqError(Items.describe(in) + " has no length");
        };
    }

    private static JsonNode keys(Run run, JsonNode in, boolean sorted) {
        run.steps(in.size());
        run.allocate(Memory.ARRAY + (long) in.size() * (Memory.SLOT + Memory.SCALAR));
        ArrayNode keys = Values.array(in.size());
        if (in instanceof ObjectNode object) {
            (sorted ? Values.sortedKeys(object) : object.propertyNames()).forEach(keys::add);
            return keys;
        }
        if (in instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                keys.add(i);
            }
            return keys;
        }
        throw new JqError(Items.describe(in) + " has no keys");
    }

    private static JsonNode has(JsonNode in, JsonNode key) {
        if (in instanceof ObjectNode object && key.isString()) {
            return Values.bool(object.has(key.stringValue()));
        }
        if (in instanceof ArrayNode array && key.isNumber()) {
            double index = Numbers.value(key);
            return Values.bool(index >= 0 && (int) index < array.size());
        }
        if (in.isNull()) {
            return Values.bool(false);
        }
        throw new JqError("Cannot check whether " + Kind.of(in).type + " has a "
                + (key.isString() ? "string" : Kind.of(key).type) + " key");
    }

    private static boolean contains(Run run, JsonNode whole, JsonNode part, int depth) {
        if (depth > MAX_DEPTH) {
            throw new JqError("Containment check too deep");
        }
        TooDeep.check(depth);
        run.step();
        if (whole instanceof ObjectNode a && part instanceof ObjectNode b) {
            for (var entry : b.properties()) {
                JsonNode value = a.get(entry.getKey());
                if (value == null || !containsOrEqual(run, value, entry.getValue(), depth + 1)) {
                    return false;
                }
            }
            return true;
        }
        if (whole instanceof ArrayNode a && part instanceof ArrayNode b) {
            for (JsonNode wanted : b.values()) {
                boolean found = false;
                for (int i = 0; !found && i < a.size(); i++) {
                    found = containsOrEqual(run, a.get(i), wanted, depth + 1);
                }
                if (!found) {
                    return false;
                }
            }
            return true;
        }
        if (whole.isString() && part.isString()) {
            return Texts.indexOf(run, whole.stringValue(), part.stringValue(), 0) >= 0;
        }
        Kind kind = Kind.of(whole);
        Kind other = Kind.of(part);
        if (kind == other) {
            return Values.equal(run, whole, part);
        }
        throw new JqError(
                Items.describe(whole) + " and " + Items.describe(part) + " cannot have their containment checked");
    }

    private static boolean containsOrEqual(Run run, JsonNode whole, JsonNode part, int depth) {
        return Kind.of(whole).type.equals(Kind.of(part).type) && contains(run, whole, part, depth);
    }

    private static JsonNode toboolean(JsonNode in) {
        if (in.isBoolean()) {
            return in;
        }
        if (in.isString() && in.stringValue().equals("true")) {
            return Values.bool(true);
        }
        if (in.isString() && in.stringValue().equals("false")) {
            return Values.bool(false);
        }
        throw new JqError(Items.describe(in) + " cannot be parsed as a boolean");
    }
}

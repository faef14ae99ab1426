package io.portolan.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `sort`, `group_by`, `unique`, `min`, `max` and their `_by` forms.
final class Sorting {

    private enum Purpose {
        SORT,
        GROUP,
        UNIQUE,
        MIN,
        MAX
    }

    private Sorting() {}

    static void register(Map<String, Builtins.Factory> all) {
        all.put("sort/0", arguments -> new By(Purpose.SORT, null));
        all.put("sort_by/1", arguments -> new By(Purpose.SORT, arguments.getFirst()));
        all.put("group_by/1", arguments -> new By(Purpose.GROUP, arguments.getFirst()));
        all.put("unique/0", arguments -> new By(Purpose.UNIQUE, null));
        all.put("unique_by/1", arguments -> new By(Purpose.UNIQUE, arguments.getFirst()));
        all.put("min/0", arguments -> new By(Purpose.MIN, null));
        all.put("min_by/1", arguments -> new By(Purpose.MIN, arguments.getFirst()));
        all.put("max/0", arguments -> new By(Purpose.MAX, null));
        all.put("max_by/1", arguments -> new By(Purpose.MAX, arguments.getFirst()));
    }

    private record Keyed(JsonNode key, JsonNode value) {}

    private static final class By extends Node.Single {
        private final Purpose purpose;
        private final boolean keyed;
        private final Node key;

        By(Purpose purpose, @Nullable Node key) {
            this.purpose = purpose;
            this.keyed = key != null;
            this.key = key == null ? Basics.IDENTITY : key;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            if (!(in instanceof ArrayNode array)) {
                throw notAnArray(env, in);
            }
            Run run = env.run;
            run.allocate(2 * (Memory.ARRAY + (long) array.size() * (Memory.SLOT + Memory.SCALAR)));
            List<Keyed> items = new ArrayList<>(array.size());
            int held = run.held();
            for (JsonNode value : array.values()) {
                run.step();
                JsonNode key = keyOf(env, value);
                if (keyed) {
                    run.hold(key);
                }
                items.add(new Keyed(key, value));
            }
            JsonNode result = arranged(run, items);
            run.release(held);
            return result;
        }

        private JsonNode arranged(Run run, List<Keyed> items) {
            return switch (purpose) {
                case MIN, MAX -> extreme(run, items);
                case SORT -> {
                    ArrayNode sorted = Values.array(items.size());
                    sort(run, items).forEach(item -> sorted.add(item.value()));
                    yield sorted;
                }
                case GROUP -> groups(run, items);
                case UNIQUE -> unique(run, items);
            };
        }

        /// jq computes the keys first, as an array of arrays, and compares the two kinds of value then.
        private JqError notAnArray(Env env, JsonNode in) {
            boolean extreme = purpose == Purpose.MIN || purpose == Purpose.MAX;
            if (!keyed) {
                return new JqError(
                        extreme
                                ? Items.describe(in) + " and " + Items.describe(in) + " cannot be iterated over"
                                : Items.describe(in) + " cannot be sorted, as it is not an array");
            }
            if (!in.isObject()) {
                return Items.notIterable(in);
            }
            ArrayNode keys = Values.array(in.size());
            for (JsonNode value : in.values()) {
                env.run.collected();
                JsonNode each = keyOf(env, value);
                keys.add(key.single() ? Values.array(1).add(each) : each);
            }
            return new JqError(Items.describe(in) + " and " + Items.describe(keys)
                    + (extreme ? " cannot be iterated over" : " cannot be sorted, as they are not both arrays"));
        }

        private JsonNode keyOf(Env env, JsonNode value) {
            if (key.single()) {
                return key.one(env, value);
            }
            ArrayNode keys = Values.array();
            key.each(env, value, each -> {
                env.run.allocate(Memory.SLOT);
                keys.add(each);
                return true;
            });
            return keys;
        }

        private static List<Keyed> sort(Run run, List<Keyed> items) {
            items.sort((a, b) -> {
                run.step();
                return Values.compare(run, a.key(), b.key());
            });
            return items;
        }

        private JsonNode extreme(Run run, List<Keyed> items) {
            Keyed best = null;
            for (Keyed item : items) {
                int order = best == null ? 0 : Values.compare(run, item.key(), best.key());
                if (best == null || (purpose == Purpose.MIN ? order < 0 : order >= 0)) {
                    best = item;
                }
            }
            return best == null ? Values.NULL : best.value();
        }

        private static JsonNode groups(Run run, List<Keyed> items) {
            Map<String, ArrayNode> byText = byText(run, items);
            ArrayNode groups = Values.array();
            if (byText != null) {
                List<String> keys = new ArrayList<>(byText.keySet());
                keys.sort(Values.KEYS);
                keys.forEach(text -> groups.add(byText.get(text)));
                return groups;
            }
            JsonNode last = null;
            ArrayNode group = Values.array();
            for (Keyed item : sort(run, items)) {
                if (last == null || Numbers.isNaN(last) || Values.compare(run, last, item.key()) != 0) {
                    group = Values.array();
                    groups.add(group);
                    run.allocate(Memory.ARRAY);
                }
                last = item.key();
                group.add(item.value());
            }
            return groups;
        }

        /// Groups without sorting, for keys that are all texts; null otherwise.
        private static @Nullable Map<String, ArrayNode> byText(Run run, List<Keyed> items) {
            for (Keyed item : items) {
                if (!item.key().isString()) {
                    return null;
                }
            }
            Map<String, ArrayNode> groups = new HashMap<>();
            for (Keyed item : items) {
                run.step();
                groups.computeIfAbsent(item.key().stringValue(), text -> Values.array())
                        .add(item.value());
            }
            run.allocate((long) groups.size() * (Memory.ARRAY + Memory.MEMBER));
            return groups;
        }

        private static JsonNode unique(Run run, List<Keyed> items) {
            ArrayNode unique = Values.array();
            JsonNode last = null;
            for (Keyed item : sort(run, items)) {
                if (last == null || Numbers.isNaN(last) || Values.compare(run, last, item.key()) != 0) {
                    unique.add(item.value());
                }
                last = item.key();
            }
            return unique;
        }

        @Override
        int height() {
            return 2 + key.height();
        }
    }
}

package io.portolan.catalog.ui;

import com.vaadin.flow.router.QueryParameters;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.Sort;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.QueryParser;
import io.portolan.query.SearchQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What a table shows, as it stands in the address: `?q=…&sort=-tier,$title&filter={…}&columns=…&widths=…`.
///
/// @param text words to search for; empty for none
/// @param sort empty means by title
/// @param filter rules in the search language; null for none
/// @param columns keys of the columns that are shown, in their order; empty means the usual ones
/// @param group property or relation that rows are grouped by; empty for none
/// @param widths of columns that are not as wide as usual, in pixels, by key
record TableQuery(
        String text,
        List<Sort> sort,
        @Nullable ObjectNode filter,
        List<String> columns,
        String group,
        Map<String, Integer> widths) {

    static final TableQuery EVERYTHING = new TableQuery("", List.of(), null, List.of(), "", Map.of());
    /// Pixels.
    static final int NARROWEST = 60;

    static final int WIDEST = 1_200;

    private static final Pattern WIDTH = Pattern.compile("(.+)=(\\d{1,5})");

    /// Parts that cannot be read are left out.
    static TableQuery of(QueryParameters parameters) {
        String text = parameters.getSingleParameter("q").orElse("");
        List<Sort> sort = sort(names(parameters.getSingleParameter("sort").orElse("")));
        List<String> columns = names(parameters.getSingleParameter("columns").orElse(""));
        return new TableQuery(
                text,
                sort,
                parameters
                        .getSingleParameter("filter")
                        .map(json -> filter(() -> Json.parseObject(json)))
                        .orElse(null),
                columns,
                parameters.getSingleParameter("group").orElse(""),
                widths(names(parameters.getSingleParameter("widths").orElse(""))));
    }

    /// What a saved view holds, see [io.portolan.catalog.SavedView#state]. Parts that cannot be read are left out.
    static TableQuery of(ObjectNode state) {
        return new TableQuery(
                state.path("q").asString(""),
                sort(Json.texts(state.path("sort"))),
                state.get("filter") instanceof ObjectNode filter ? filter(() -> filter) : null,
                Json.texts(state.path("columns")),
                state.path("group").asString(""),
                widths(Json.texts(state.path("widths"))));
    }

    /// The same as a saved view holds it.
    ObjectNode toState() {
        ObjectNode state = Json.object();
        if (!text.isBlank()) {
            state.put("q", text);
        }
        if (!sort.isEmpty()) {
            state.set("sort", Json.strings(sortKeys()));
        }
        if (filter != null) {
            state.set("filter", filter.deepCopy());
        }
        if (!columns.isEmpty()) {
            state.set("columns", Json.strings(columns));
        }
        if (!group.isBlank()) {
            state.put("group", group);
        }
        if (!widths.isEmpty()) {
            state.set(
                    "widths",
                    Json.strings(widths.entrySet().stream()
                            .map(width -> width.getKey() + "=" + width.getValue())
                            .toList()));
        }
        return state;
    }

    QueryParameters toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        toState().properties().forEach(part -> parameters.put(part.getKey(), parameter(part.getValue())));
        return QueryParameters.simple(parameters);
    }

    private static String parameter(JsonNode part) {
        return switch (part) {
            case StringNode words -> words.stringValue();
            case ArrayNode keys -> String.join(",", Json.texts(keys));
            default -> Json.write(part);
        };
    }

    TableQuery withText(String words) {
        return new TableQuery(words.strip(), sort, filter, columns, group, widths);
    }

    TableQuery withSort(List<Sort> keys) {
        return new TableQuery(text, keys, filter, columns, group, widths);
    }

    TableQuery withFilter(@Nullable ObjectNode rules) {
        return new TableQuery(
                text, sort, rules == null || rules.path("rules").isEmpty() ? null : rules, columns, group, widths);
    }

    TableQuery withColumns(List<String> keys) {
        return new TableQuery(text, sort, filter, List.copyOf(keys), group, widths);
    }

    TableQuery withGroup(String property) {
        return new TableQuery(text, sort, filter, columns, property, widths);
    }

    /// @param pixels what is less or more than a column can be is taken as the least or most
    TableQuery withWidth(String column, int pixels) {
        Map<String, Integer> others = new TreeMap<>(widths);
        others.put(column, Math.clamp(pixels, NARROWEST, WIDEST));
        return new TableQuery(text, sort, filter, columns, group, others);
    }

    /// With the columns and widths that the kind usually has.
    TableQuery withUsualColumns() {
        return new TableQuery(text, sort, filter, List.of(), group, Map.of());
    }

    /// The same with one more rule, which has to hold besides the others.
    TableQuery narrowed(ObjectNode rule) {
        ObjectNode rules = Json.object().put("combinator", "and");
        if (filter == null) {
            rules.putArray("rules").add(rule);
        } else if (filter.path("combinator").asString("and").equals("and")) {
            rules = filter.deepCopy();
            rules.withArray("/rules").add(rule);
        } else {
            rules.putArray("rules").add(filter.deepCopy()).add(rule);
        }
        return withFilter(rules);
    }

    /// Whether it leaves anything out.
    boolean narrows() {
        return !text.isBlank() || filter != null;
    }

    /// How many rules the filter has at its top.
    int rules() {
        return filter == null ? 0 : filter.path("rules").size();
    }

    EntityQuery search(String blueprint) {
        return EntityQuery.of(blueprint)
                .text(text.isBlank() ? null : text)
                .sort(sort)
                .where(filter == null ? SearchQuery.everything() : QueryParser.parse(filter, ""));
    }

    private static List<Sort> sort(List<String> keys) {
        return keys.stream()
                .map(key -> key.startsWith("-") ? Sort.descending(key.substring(1)) : Sort.by(key))
                .toList();
    }

    private List<String> sortKeys() {
        return sort.stream()
                .map(key -> (key.descending() ? "-" : "") + key.property())
                .toList();
    }

    private static @Nullable ObjectNode filter(Supplier<ObjectNode> json) {
        try {
            ObjectNode filter = json.get();
            QueryParser.parse(filter, "");
            return filter.path("rules").isEmpty() ? null : filter;
        } catch (PortalException e) {
            return null;
        }
    }

    private static Map<String, Integer> widths(List<String> parts) {
        Map<String, Integer> widths = new TreeMap<>();
        for (String part : parts) {
            Matcher width = WIDTH.matcher(part);
            if (width.matches()) {
                widths.put(width.group(1), Math.clamp(Integer.parseInt(width.group(2)), NARROWEST, WIDEST));
            }
        }
        return widths;
    }

    private static List<String> names(String list) {
        return new ArrayList<>(Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
    }
}

package io.portolan.catalog.ui;

import io.portolan.catalog.Sort;
import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a table shows, as pages keep it: `{filterSettings, sortSettings, groupSettings, propertiesSettings}` of a kind
/// in a `blueprintConfig` (dialect section 3.3), with the words of the search and the widths of columns besides.
final class TableSettings {

    private static final String RELATION = "relation:";

    private TableSettings() {}

    /// @param offered every column that the table can show
    static ObjectNode write(TableQuery query, List<TableColumn> offered) {
        ObjectNode settings = query.toState();
        settings.retain("q", "widths");
        ObjectNode filter = query.filter();
        if (filter != null) {
            settings.putObject("filterSettings").set("filterBy", filter.deepCopy());
        }
        if (!query.sort().isEmpty()) {
            ArrayNode keys = settings.putObject("sortSettings").putArray("sortBy");
            query.sort()
                    .forEach(key -> keys.addObject()
                            .put("property", key.property())
                            .put("order", key.descending() ? "desc" : "asc"));
        }
        if (!query.group().isBlank()) {
            settings.putObject("groupSettings").putArray("groupBy").add(plain(query.group()));
        }
        if (!query.columns().isEmpty()) {
            ObjectNode columns = settings.putObject("propertiesSettings");
            columns.set(
                    "order",
                    Json.strings(
                            query.columns().stream().map(TableSettings::plain).toList()));
            Set<String> shown = new HashSet<>(query.columns());
            columns.set(
                    "hidden",
                    Json.strings(offered.stream()
                            .map(TableColumn::key)
                            .filter(key -> !shown.contains(key))
                            .map(TableSettings::plain)
                            .toList()));
        }
        return settings;
    }

    /// Parts that cannot be read are left out, and columns that there are none of.
    static TableQuery read(JsonNode settings, List<TableColumn> offered) {
        ObjectNode state = Json.object();
        if (settings.path("q").isString()) {
            state.set("q", settings.get("q"));
        }
        if (settings.path("widths").isArray()) {
            state.set("widths", settings.get("widths"));
        }
        if (settings.at("/filterSettings/filterBy") instanceof ObjectNode filter) {
            state.set("filter", filter);
        }
        state.set("columns", Json.strings(columns(settings.path("propertiesSettings"), offered)));
        settings.at("/groupSettings/groupBy")
                .valueStream()
                .findFirst()
                .ifPresent(group ->
                        state.put("group", key(group.asString(""), offered).orElse(group.asString(""))));
        List<Sort> sort = settings.at("/sortSettings/sortBy")
                .valueStream()
                .filter(key -> key.path("property").isString())
                .map(key -> key.path("order").asString("").equalsIgnoreCase("desc")
                        ? Sort.descending(key.path("property").stringValue())
                        : Sort.by(key.path("property").stringValue()))
                .toList();
        return TableQuery.of(state).withSort(sort);
    }

    /// Empty for the usual ones.
    private static List<String> columns(JsonNode settings, List<TableColumn> offered) {
        Set<String> hidden = new HashSet<>();
        Json.texts(settings.path("hidden")).forEach(name -> key(name, offered).ifPresent(hidden::add));
        List<String> ordered = new ArrayList<>();
        Json.texts(settings.path("order")).forEach(name -> key(name, offered).ifPresent(ordered::add));
        if (ordered.isEmpty()) {
            boolean usual = offered.stream().noneMatch(column -> column.usual() && hidden.contains(column.key()));
            if (usual) {
                return List.of();
            }
            offered.stream().filter(TableColumn::usual).map(TableColumn::key).forEach(ordered::add);
        }
        ordered.removeAll(hidden);
        return ordered;
    }

    /// The key of a column that clients know by the bare name of a relation.
    private static Optional<String> key(String name, List<TableColumn> offered) {
        @Nullable String relation = null;
        for (TableColumn column : offered) {
            if (column.key().equals(name)) {
                return Optional.of(name);
            }
            if (column.key().equals(RELATION + name)) {
                relation = column.key();
            }
        }
        return Optional.ofNullable(relation);
    }

    /// The key of a column as clients write it: a relation by its bare name.
    static String plain(String key) {
        return key.startsWith(RELATION) ? key.substring(RELATION.length()) : key;
    }
}

package io.portolan.blueprint;

import io.portolan.kernel.Violation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Where a definition speaks of a property or relation: as a name of its own (`"property": "tier"`), in an expression
/// (`.properties.tier`) or behind a kind (`property#tier`).
public final class DefinitionNames {

    /// Keys whose text is the name of a property or relation.
    private static final Set<String> NAMING = Set.of(
            "property", "relation", "measureTimeBy", "propertyIdentifier", "breakdownProperty", "targetProperty");
    private static final Set<String> LISTS = Set.of("properties", "path", "order", "excludedFields", "hiddenQuery");

    private DefinitionNames() {}

    /// The names that a document speaks of, by JSON pointer to the place.
    public static Map<String, Set<String>> find(JsonNode document, Collection<String> names) {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (String name : names) {
            walk(document, "", "", name, found);
        }
        return found;
    }

    /// All names of what [#find] found.
    static Set<String> names(Map<String, Set<String>> found) {
        Set<String> names = new LinkedHashSet<>();
        found.values().forEach(names::addAll);
        return names;
    }

    private static void walk(JsonNode node, String key, String pointer, String name, Map<String, Set<String>> found) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(entry -> walk(
                                entry.getValue(),
                                entry.getKey(),
                                pointer + "/" + Violation.escape(entry.getKey()),
                                name,
                                found));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    walk(array.get(i), key, pointer + "/" + i, name, found);
                }
            }
            case StringNode text -> {
                if (!replaced(text.stringValue(), key, name, "").equals(text.stringValue())) {
                    found.computeIfAbsent(pointer, place -> new LinkedHashSet<>())
                            .add(name);
                }
            }
            default -> {}
        }
    }

    /// The document with every place that speaks of `from` speaking of `to`.
    public static JsonNode renamed(JsonNode node, String from, String to) {
        return renamed(node, "", from, to);
    }

    private static JsonNode renamed(JsonNode node, String key, String from, String to) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = object.objectNode();
                object.properties()
                        .forEach(
                                entry -> copy.set(entry.getKey(), renamed(entry.getValue(), entry.getKey(), from, to)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = array.arrayNode();
                array.forEach(item -> copy.add(renamed(item, key, from, to)));
                yield copy;
            }
            case StringNode text -> StringNode.valueOf(replaced(text.stringValue(), key, from, to));
            default -> node;
        };
    }

    private static String replaced(String text, String key, String from, String to) {
        if (text.equals(from) && (NAMING.contains(key) || LISTS.contains(key))) {
            return to;
        }
        if (!text.contains(from)) {
            return text;
        }
        String quoted = Pattern.quote(from);
        String result = text;
        // `.properties.tier`, `.relations.system`, `.properties."my-tier"`, `.properties["tier"]`
        result = Pattern.compile("(\\.(?:properties|relations)\\.)" + quoted + "(?![A-Za-z0-9_])")
                .matcher(result)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + accessed(to)));
        result = Pattern.compile("(\\.(?:properties|relations)(?:\\.|\\[))\"" + quoted + "\"")
                .matcher(result)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + "\"" + to + "\""));
        // `property#tier`, `calculation-property#score`, `relation#system`
        result = Pattern.compile("((?:property|relation)#)" + quoted + "$")
                .matcher(result)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + to));
        return result;
    }

    private static String accessed(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") || name.isEmpty() ? name : "\"" + name + "\"";
    }
}

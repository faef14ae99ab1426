package io.portolan.blueprint.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The kinds that ship with the portal, ready to be taken over: `templates/blueprints.json`.
@Component
class BlueprintTemplates {

    private static final String FILE = "/templates/blueprints.json";

    /// A kind to start from.
    ///
    /// @param group what it belongs to, such as "Infrastructure"
    record Template(String group, ObjectNode definition) {

        String identifier() {
            return definition.path("identifier").asString("");
        }

        String title() {
            return definition.path("title").asString("");
        }
    }

    private final Map<String, Template> templates = new LinkedHashMap<>();

    BlueprintTemplates() {
        JsonNode file = Json.parse(read());
        for (JsonNode group : file.path("groups")) {
            for (JsonNode blueprint : group.path("blueprints")) {
                Template template = new Template(group.path("title").asString(""), (ObjectNode) blueprint);
                templates.put(template.identifier(), template);
            }
        }
    }

    List<Template> all() {
        return List.copyOf(templates.values());
    }

    /// The definitions of the chosen kinds; relations to kinds that are neither chosen nor there already are left out,
    /// and computed properties that need those relations as well.
    ///
    /// @param present kinds that exist
    List<ObjectNode> definitions(Collection<String> chosen, Collection<Blueprint> present) {
        Set<String> known = new HashSet<>(chosen);
        present.forEach(blueprint -> known.add(blueprint.identifier()));
        List<ObjectNode> definitions = new ArrayList<>();
        for (String identifier : chosen) {
            ObjectNode definition = Objects.requireNonNull(templates.get(identifier))
                    .definition()
                    .deepCopy();
            ObjectNode relations = definition.withObject("/relations");
            List<String> gone = List.copyOf(relations.propertyNames()).stream()
                    .filter(name ->
                            !known.contains(relations.path(name).path("target").asString("")))
                    .toList();
            gone.forEach(relations::remove);
            drop(
                    definition,
                    "mirrorProperties",
                    mirror -> gone.contains(mirror.path("path").asString("").split("\\.", 2)[0]));
            drop(
                    definition,
                    "aggregationProperties",
                    aggregation -> !known.contains(aggregation.path("target").asString("")));
            definitions.add(definition);
        }
        return definitions;
    }

    private static void drop(ObjectNode definition, String section, java.util.function.Predicate<JsonNode> unwanted) {
        if (definition.get(section) instanceof ObjectNode part) {
            List.copyOf(part.propertyNames()).stream()
                    .filter(name -> unwanted.test(part.path(name)))
                    .forEach(part::remove);
        }
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(BlueprintTemplates.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

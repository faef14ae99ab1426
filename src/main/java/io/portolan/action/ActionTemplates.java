package io.portolan.action;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The actions that ship with the portal, to be made one's own: `templates/actions.json`. Taking one over stores
/// nothing; it gives a definition to go on from.
@Component
public class ActionTemplates {

    private static final String FILE = "/templates/actions.json";
    /// Where a definition names kinds of entities.
    private static final Set<String> NAMES_OF_KINDS = Set.of("blueprint", "blueprintIdentifier");

    /// Something that people do by themselves.
    ///
    /// @param group what it belongs to, such as "Cloud resources"
    /// @param documentation Markdown: what it does, what the backend must do, which secrets it needs
    /// @param definitions the action in the wire form, or several that belong together; do not change them
    public record Template(String group, String title, String documentation, List<ObjectNode> definitions) {}

    private final List<Template> templates = new ArrayList<>();

    ActionTemplates() {
        for (JsonNode group : Json.parse(read()).path("groups")) {
            for (JsonNode template : group.path("templates")) {
                templates.add(new Template(
                        group.path("title").asString(""),
                        template.path("title").asString(""),
                        template.path("documentation").asString(""),
                        template.path("actions")
                                .valueStream()
                                .map(ObjectNode.class::cast)
                                .toList()));
            }
        }
    }

    /// Every template, group by group.
    public List<Template> all() {
        return List.copyOf(templates);
    }

    /// The template that holds the definition with that identifier.
    public Optional<Template> find(String identifier) {
        return templates.stream()
                .filter(template -> definition(template, identifier).isPresent())
                .findFirst();
    }

    /// A definition to go on from: on another kind when one is given, and with a number behind its identifier when that
    /// is taken. Throws [PortalException.NotFound].
    ///
    /// @param blueprint stands in the place of the kind that the template belongs to; null leaves that
    /// @param taken whether there is an action with an identifier
    public ObjectNode prepared(String identifier, @Nullable String blueprint, Predicate<String> taken) {
        ObjectNode definition = find(identifier)
                .flatMap(template -> definition(template, identifier))
                .orElseThrow(() -> new PortalException.NotFound("Template", identifier))
                .deepCopy();
        String own = kind(definition);
        if (own != null && blueprint != null && !blueprint.equals(own)) {
            rename(definition, own, blueprint);
        }
        String free = identifier;
        for (int number = 2; taken.test(free); number++) {
            free = identifier + "_" + number;
        }
        return definition.put("identifier", free);
    }

    /// The kind of entity that a definition belongs to; null when it belongs to none.
    public static @Nullable String kind(ObjectNode definition) {
        return Json.text(definition.path("trigger"), "blueprintIdentifier");
    }

    /// Every kind that a definition names: its own, those in its form and those that its backend writes.
    public static Set<String> kinds(ObjectNode definition) {
        Set<String> kinds = new TreeSet<>();
        collect(definition, kinds);
        return kinds;
    }

    /// What a definition does to its kind.
    public static Optional<Operation> operation(ObjectNode definition) {
        return Operation.byWireName(definition.at("/trigger/operation").asString(""));
    }

    private static void collect(JsonNode node, Set<String> kinds) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (NAMES_OF_KINDS.contains(entry.getKey()) && entry.getValue().isString()) {
                kinds.add(entry.getValue().stringValue());
            }
        }
        node.forEach(child -> collect(child, kinds));
    }

    private static void rename(JsonNode node, String from, String to) {
        if (node instanceof ObjectNode object) {
            for (String key : NAMES_OF_KINDS) {
                if (from.equals(Json.text(object, key))) {
                    object.put(key, to);
                }
            }
        }
        node.forEach(child -> rename(child, from, to));
    }

    private static Optional<ObjectNode> definition(Template template, String identifier) {
        return template.definitions().stream()
                .filter(definition -> identifier.equals(Json.text(definition, "identifier")))
                .findFirst();
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(ActionTemplates.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

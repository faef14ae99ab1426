package io.portolan.blueprint.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.PropertyType;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What the definitions of a kind can refer to in the rest of the model, to choose from: nobody has to know
/// identifiers.
final class ModelChoices {

    /// Relations in a row that are followed.
    private static final int STEPS = 3;
    /// More are not proposed; they can still be typed.
    private static final int MOST = 400;

    private final List<Blueprint> all;
    private final Map<String, Blueprint> model;
    private final Supplier<ObjectNode> draft;

    /// @param draft the kind that is being edited, as it is now
    ModelChoices(Collection<Blueprint> model, Supplier<ObjectNode> draft) {
        this.all = model.stream().sorted(Comparator.comparing(Blueprint::title)).toList();
        this.model = Blueprint.byIdentifier(all);
        this.draft = draft;
    }

    /// Every kind that can be pointed at.
    List<Option> kinds() {
        return all.stream()
                .map(one -> new Option(StringNode.valueOf(one.identifier()), one.title(), null))
                .toList();
    }

    /// Paths to the properties of related entities (dialect section 1.3).
    List<Option> values() {
        return capped(walks().stream().flatMap(walk -> {
            Blueprint end = model.get(walk.end());
            return end == null
                    ? Stream.empty()
                    : titles(end).entrySet().stream()
                            .map(property -> option(
                                    walk.path() + "." + property.getKey(),
                                    walk.titles() + " › " + property.getValue()));
        }));
    }

    /// Everything that can be read of the entities of a kind, by what a path calls it.
    private static Map<String, String> titles(Blueprint kind) {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("$title", Texts.get("blueprint.title"));
        titles.put("$identifier", Texts.get("blueprint.identifier"));
        titles.put("$team", Texts.get("blueprint.owners"));
        kind.properties().forEach((key, property) -> titles.put(key, property.title()));
        kind.mirrors().forEach((key, mirror) -> titles.put(key, mirror.title()));
        kind.calculations().forEach((key, calculation) -> titles.put(key, calculation.title()));
        kind.aggregations().forEach((key, aggregation) -> titles.put(key, aggregation.title()));
        return titles;
    }

    /// Paths over single relations to a kind that has owners of its own (dialect section 1.6).
    List<Option> owners() {
        return capped(walks().stream()
                .filter(Walk::single)
                .filter(walk -> model.get(walk.end()) instanceof Blueprint end
                        && end.ownershipType().filter("Direct"::equals).isPresent())
                .map(walk -> option(walk.path(), walk.titles())));
    }

    /// Properties of a kind that can be calculated with.
    List<Option> numbers(@Nullable String kind) {
        return properties(kind, property -> property.type() == PropertyType.NUMBER);
    }

    /// Properties of a kind that are moments.
    List<Option> moments(@Nullable String kind) {
        List<Option> moments = new ArrayList<>(List.of(
                option("$createdAt", Texts.get("blueprint.created")),
                option("$updatedAt", Texts.get("blueprint.updated"))));
        moments.addAll(properties(kind, property -> property.format().orElse(null) == PropertyFormat.DATE_TIME));
        return moments;
    }

    /// Ways over relations between this kind and another, as elements of a `pathFilter` (dialect section 1.5).
    List<Option> ways(@Nullable String kind) {
        String self = String.valueOf(Json.text(draft.get(), "identifier"));
        Stream<Option> there = walks().stream()
                .filter(walk -> walk.end().equals(kind))
                .map(walk -> new Option(way(walk, null), walk.titles(), null, "route"));
        Blueprint other = model.get(String.valueOf(kind));
        Stream<Option> back = other == null || other.identifier().equals(self)
                ? Stream.empty()
                : walks(other.definition()).stream()
                        .filter(walk -> walk.end().equals(self))
                        .map(walk -> new Option(
                                way(walk, other.identifier()), other.title() + " › " + walk.titles(), null, "route"));
        return capped(Stream.concat(there, back));
    }

    private static ObjectNode way(Walk walk, @Nullable String from) {
        ObjectNode way = Json.object();
        way.set("path", Json.strings(List.of(walk.path().split("\\."))));
        return from == null ? way : way.put("fromBlueprint", from);
    }

    private List<Option> properties(@Nullable String kind, Predicate<PropertyDefinition> wanted) {
        Blueprint blueprint = model.get(String.valueOf(kind));
        return blueprint == null
                ? List.of()
                : blueprint.properties().entrySet().stream()
                        .filter(entry -> wanted.test(entry.getValue()))
                        .map(entry -> option(entry.getKey(), entry.getValue().title()))
                        .toList();
    }

    private List<Walk> walks() {
        return walks(draft.get());
    }

    /// Shorter ones first; no kind twice on the way.
    private List<Walk> walks(ObjectNode from) {
        List<Walk> found = new ArrayList<>();
        List<Walk> ends = List.of(new Walk("", "", String.valueOf(Json.text(from, "identifier")), true, List.of()));
        for (int step = 0; step < STEPS && found.size() < MOST; step++) {
            List<Walk> next = new ArrayList<>();
            for (Walk walk : ends) {
                JsonNode relations = step == 0
                        ? from.path("relations")
                        : model.get(walk.end()) instanceof Blueprint at
                                ? at.definition().path("relations")
                                : Json.object();
                relations.properties().stream()
                        .map(entry -> walk.on(entry.getKey(), entry.getValue()))
                        .filter(one -> !walk.passed().contains(one.end()))
                        .forEach(next::add);
            }
            found.addAll(next);
            ends = next;
        }
        return found;
    }

    private static Option option(String path, String titles) {
        return new Option(StringNode.valueOf(path), titles + " (" + path + ")", null, "route");
    }

    private static List<Option> capped(Stream<Option> options) {
        return options.limit(MOST).toList();
    }

    /// Relations in a row.
    ///
    /// @param single whether none of them leads to many
    /// @param passed kinds on the way, without the last
    private record Walk(String path, String titles, String end, boolean single, List<String> passed) {

        private Walk on(String relation, JsonNode definition) {
            String name = definition instanceof ObjectNode json ? PropertyDefinition.titleOf(json, relation) : relation;
            List<String> before = new ArrayList<>(passed);
            before.add(end);
            return new Walk(
                    path.isEmpty() ? relation : path + "." + relation,
                    titles.isEmpty() ? name : titles + " › " + name,
                    String.valueOf(Json.text(definition, "target")),
                    single && !definition.path("many").asBoolean(false),
                    before);
        }
    }
}

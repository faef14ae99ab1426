package io.portolan.catalog;

import io.portolan.blueprint.AggregationDefinition;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.CalculationDefinition;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import io.portolan.expression.Explanation;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells how a computed value came about: what it was made from, by which rule, with which result or error, when, and
/// by which change.
@Service
public class ComputedExplanations {

    /// So many of the entities that a value was made from are named.
    private static final int MOST_INPUTS = 50;
    /// So far back the change is looked for that gave the value.
    private static final int MOST_CHANGES = 200;

    private final BlueprintService blueprints;
    private final EntityService entities;
    private final ComputedValues values;
    private final ComputedRows rows;
    private final EntityRows stored;
    private final ChangeHistory history;

    ComputedExplanations(
            BlueprintService blueprints,
            EntityService entities,
            ComputedValues values,
            ComputedRows rows,
            EntityRows stored,
            ChangeHistory history) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.values = values;
        this.rows = rows;
        this.stored = stored;
        this.history = history;
    }

    /// One explanation for each computed property of an entity, or for the one that is named: `property`, `kind`
    /// (`mirror`, `calculation`, `aggregation`), `value`, `rule` (its definition), `inputs`, `reason`, `error`,
    /// `computedAt`, `change`. Throws [PortalException.NotFound] for a property that is not computed.
    ///
    /// Inputs that the viewer may not read are left out, and their number is told as `hiddenInputs`.
    @Transactional(readOnly = true)
    public List<ObjectNode> of(String blueprint, String identifier, @Nullable String property, Actor viewer) {
        Entity entity = entities.require(blueprint, identifier, viewer);
        Blueprint kind = blueprints.require(blueprint);
        Map<String, Blueprint> model = Blueprint.byIdentifier(blueprints.all());
        List<Change> changes = history.find(ChangeFilter.entity(blueprint, identifier), null, MOST_CHANGES)
                .items();
        List<ObjectNode> explanations = new ArrayList<>();
        kind.mirrors().values().stream()
                .filter(mirror -> property == null || mirror.identifier().equals(property))
                .forEach(mirror -> explanations.add(mirror(kind, mirror, entity, model)));
        kind.calculations().values().stream()
                .filter(calculation ->
                        property == null || calculation.identifier().equals(property))
                .forEach(calculation -> explanations.add(calculation(kind, calculation, entity)));
        kind.aggregations().values().stream()
                .filter(aggregation ->
                        property == null || aggregation.identifier().equals(property))
                .forEach(aggregation -> explanations.add(aggregation(kind, aggregation, entity, model)));
        if (property != null && explanations.isEmpty()) {
            throw new PortalException.NotFound("Computed property", property);
        }
        explanations.forEach(explanation -> since(explanation, changes));
        if (!viewer.isAdmin()) {
            Set<EntityRows.Key> readable = readable(explanations, viewer);
            explanations.forEach(explanation -> hide(explanation, readable));
        }
        return explanations;
    }

    /// The inputs that the viewer may know of.
    private Set<EntityRows.Key> readable(List<ObjectNode> explanations, Actor viewer) {
        Set<EntityRows.Key> inputs = new HashSet<>();
        for (ObjectNode explanation : explanations) {
            explanation.path("inputs").forEach(input -> entity(input).ifPresent(inputs::add));
        }
        Set<EntityRows.Key> readable = new HashSet<>();
        stored.load(stored.ids(inputs).values()).stream()
                .collect(Collectors.groupingBy(Entity::blueprint))
                .forEach((kind, found) -> entities.readable(kind, found, viewer)
                        .forEach(entity -> readable.add(new EntityRows.Key(kind, entity.identifier()))));
        return readable;
    }

    private static void hide(ObjectNode explanation, Set<EntityRows.Key> readable) {
        JsonNode inputs = explanation.path("inputs");
        ArrayNode shown = Json.array();
        for (JsonNode input : inputs) {
            if (entity(input).map(readable::contains).orElse(true)) {
                shown.add(input);
            }
        }
        if (shown.size() < inputs.size()) {
            explanation.put("hiddenInputs", inputs.size() - shown.size());
            explanation.set("inputs", shown);
            if (explanation.has("reason")) {
                // where there are inputs, the reason names one of them
                explanation.put("reason", "No entity at the end of the path has a value");
            }
        }
    }

    /// The entity that an input was read from; empty for one that is a value of the entity itself.
    private static Optional<EntityRows.Key> entity(JsonNode input) {
        return input.has("identifier")
                ? Optional.of(new EntityRows.Key(
                        input.path("blueprint").asString(""),
                        input.path("identifier").asString("")))
                : Optional.empty();
    }

    private static ObjectNode begin(String property, String kind, JsonNode rule, Entity entity) {
        ObjectNode json = Json.object().put("property", property).put("kind", kind);
        json.set("value", entity.computed().get(property));
        json.set("rule", rule);
        return json;
    }

    private ObjectNode mirror(Blueprint kind, MirrorDefinition mirror, Entity entity, Map<String, Blueprint> model) {
        ObjectNode json = begin(mirror.identifier(), "mirror", mirror.json(), entity);
        ArrayNode inputs = json.putArray("inputs");
        ComputedPath path = ComputedPath.of(kind, mirror, model).orElse(null);
        if (path == null) {
            return json.put(
                    "reason",
                    "The path " + String.join(".", mirror.path()) + " names a relation that does not exist (any more)");
        }
        String last = mirror.path().getLast();
        List<ComputedRows.Reached> reached = rows.reached(path, last, entity.id(), MOST_INPUTS);
        reached.forEach(one -> inputs.addObject()
                .put("blueprint", one.blueprint())
                .put("identifier", one.identifier())
                .put("property", last)
                .set("value", one.value()));
        if (reached.isEmpty()) {
            json.put("reason", "No entity stands at the end of " + String.join(".", mirror.path()));
        } else if (reached.stream()
                .allMatch(one -> one.value() == null || one.value().isNull())) {
            json.put("reason", "Entity \"" + reached.getFirst().identifier() + "\" has no value of " + last);
        }
        return json;
    }

    private ObjectNode calculation(Blueprint kind, CalculationDefinition calculation, Entity entity) {
        ObjectNode json = begin(calculation.identifier(), "calculation", calculation.json(), entity);
        ArrayNode inputs = json.putArray("inputs");
        Explanation explanation = values.explain(kind, calculation, entity);
        if (explanation == null) {
            return json.put("error", "The expression does not compile");
        }
        List<Explanation.Read> reads = explanation.reads();
        reads.forEach(read -> {
            boolean onTheWay = reads.stream().anyMatch(other -> other.path().startsWith(read.path() + "."));
            if (onTheWay && read.note() == null) {
                return;
            }
            ObjectNode input = inputs.addObject().put("path", read.path());
            input.set("value", read.value());
            if (read.note() != null) {
                input.put("note", read.note());
            }
        });
        if (explanation.error() != null) {
            json.put("error", explanation.error());
        }
        if (explanation.reason() != null) {
            json.put("reason", explanation.reason());
        }
        return json;
    }

    private ObjectNode aggregation(
            Blueprint kind, AggregationDefinition aggregation, Entity entity, Map<String, Blueprint> model) {
        ObjectNode json = begin(aggregation.identifier(), "aggregation", aggregation.json(), entity);
        List<ComputedPath> paths = ComputedPath.of(kind, aggregation, model);
        json.set(
                "paths",
                Json.strings(paths.stream()
                        .map(path -> path.steps().stream()
                                .map(step -> (step.forward() ? "" : "←") + step.relation())
                                .collect(Collectors.joining(".")))
                        .toList()));
        ArrayNode inputs = json.putArray("inputs");
        String property = Json.text(aggregation.spec(), "property");
        for (ComputedPath path : paths) {
            for (ComputedRows.Reached one :
                    rows.reached(path, property == null ? "$identifier" : property, entity.id(), MOST_INPUTS)) {
                inputs.addObject()
                        .put("blueprint", one.blueprint())
                        .put("identifier", one.identifier())
                        .put("property", property == null ? "$identifier" : property)
                        .set("value", one.value());
            }
        }
        if (paths.isEmpty()) {
            json.put("reason", "No way through the model leads to " + aggregation.target());
        } else if (inputs.isEmpty()) {
            json.put("reason", "No " + aggregation.target() + " is related");
        } else if (aggregation.json().hasNonNull("query")) {
            json.put("note", "Only those of the inputs count that its query lets through");
        }
        return json;
    }

    /// When the value became what it is, and by which change.
    private static void since(ObjectNode explanation, List<Change> newestFirst) {
        String property = explanation.get("property").stringValue();
        for (Change change : newestFirst) {
            JsonNode before = value(change.before(), property);
            JsonNode after = value(change.after(), property);
            if (change.after() != null && !before.equals(after)) {
                explanation.put("computedAt", Json.time(change.at()));
                ObjectNode by = explanation.putObject("change");
                by.put("id", change.id()).put("at", Json.time(change.at())).put("by", change.actorName());
                if (change.causeId() != null) {
                    by.put("causeId", change.causeId());
                }
                return;
            }
        }
    }

    private static JsonNode value(@Nullable ObjectNode entity, String property) {
        return entity == null
                ? tools.jackson.databind.node.MissingNode.getInstance()
                : entity.path("properties").path(property);
    }
}

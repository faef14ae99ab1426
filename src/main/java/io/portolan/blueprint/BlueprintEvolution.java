package io.portolan.blueprint;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes of the model as a whole: what one would do before it is made, and new names that everything follows.
@Service
public class BlueprintEvolution {

    private final BlueprintService blueprints;
    private final ObjectProvider<BlueprintDependent> dependents;

    BlueprintEvolution(BlueprintService blueprints, ObjectProvider<BlueprintDependent> dependents) {
        this.blueprints = blueprints;
        this.dependents = dependents;
    }

    /// What saving this document would do, without saving it: `objections` (it would be refused), `entities`, `lost`,
    /// `computed`, `references`. Throws [PortalException.Invalid] when the document itself is wrong.
    @Transactional(readOnly = true)
    public ObjectNode impact(String identifier, ObjectNode json) {
        return impact(identifier, json, blueprints.objections(identifier, json));
    }

    /// The same for somebody who has asked for the objections already.
    @Transactional(readOnly = true)
    public ObjectNode impact(String identifier, ObjectNode json, List<BlueprintGuard.Objection> objections) {
        ObjectNode impact = Json.object();
        ArrayNode told = impact.putArray("objections");
        for (BlueprintGuard.Objection objection : objections) {
            told.addObject()
                    .put("pointer", objection.pointer())
                    .put("reason", objection.reason())
                    .put("affected", objection.affected());
        }
        Blueprint before = blueprints.require(identifier);
        Blueprint after = Blueprint.of(json, before.stamp(), 0);
        Set<String> gone = new LinkedHashSet<>(names(before));
        gone.removeAll(names(after));
        ArrayNode references = Json.array();
        BlueprintDependent.Change change = new BlueprintDependent.Change(before, after, gone);
        inOtherBlueprints(change, references);
        dependents.orderedStream().forEach(dependent -> dependent.describe(change, impact, references));
        impact.set("references", references);
        return impact;
    }

    private static Set<String> names(Blueprint blueprint) {
        Set<String> names = new LinkedHashSet<>(blueprint.properties().keySet());
        names.addAll(blueprint.mirrors().keySet());
        names.addAll(blueprint.calculations().keySet());
        names.addAll(blueprint.aggregations().keySet());
        names.addAll(blueprint.relations().keySet());
        return names;
    }

    /// Mirrors and aggregations of any blueprint, its own too, that read what would be gone.
    private void inOtherBlueprints(BlueprintDependent.Change change, ArrayNode references) {
        String changed = change.before().identifier();
        for (Blueprint each : blueprints.all()) {
            Blueprint blueprint = each.identifier().equals(changed) ? change.after() : each;
            blueprint.mirrors().values().forEach(mirror -> {
                Set<String> names = new HashSet<>(read(blueprint, mirror, changed));
                names.retainAll(change.gone());
                if (!names.isEmpty()) {
                    reference(references, blueprint, "/mirrorProperties/" + mirror.identifier(), names);
                }
            });
            blueprint.aggregations().values().stream()
                    .filter(aggregation -> aggregation.target().equals(changed))
                    .forEach(aggregation -> {
                        Set<String> names =
                                DefinitionNames.names(DefinitionNames.find(aggregation.json(), change.gone()));
                        if (!names.isEmpty()) {
                            reference(
                                    references, blueprint, "/aggregationProperties/" + aggregation.identifier(), names);
                        }
                    });
        }
        change.after().calculations().values().forEach(calculation -> {
            Set<String> names = DefinitionNames.names(DefinitionNames.find(calculation.json(), change.gone()));
            if (!names.isEmpty()) {
                reference(references, change.after(), "/calculationProperties/" + calculation.identifier(), names);
            }
        });
    }

    /// The names on the path of a mirror that are those of the blueprint in question.
    private List<String> read(Blueprint blueprint, MirrorDefinition mirror, String of) {
        List<String> names = new ArrayList<>();
        String at = blueprint.identifier();
        for (String step : mirror.path()) {
            if (at.equals(of)) {
                names.add(step);
            }
            RelationDefinition relation =
                    blueprints.find(at).map(here -> here.relations().get(step)).orElse(null);
            if (relation == null) {
                break;
            }
            at = relation.target();
        }
        return names;
    }

    private static void reference(ArrayNode references, Blueprint blueprint, String pointer, Set<String> names) {
        references
                .addObject()
                .put("kind", "blueprint")
                .put("identifier", blueprint.identifier())
                .put("title", blueprint.title())
                .put("pointer", pointer)
                .set("names", Json.strings(names));
    }

    /// The parts of a blueprint that can be given another name.
    public enum Part {
        PROPERTY,
        MIRROR,
        RELATION
    }

    /// Gives a property, mirror or relation another name; its values, and everything that speaks of it, follow. Throws
    /// [PortalException.NotFound] and [PortalException.Conflict].
    @Transactional
    public Blueprint rename(String identifier, Part part, String from, String to, Actor actor) {
        blueprints.lock();
        Blueprint blueprint = blueprints.require(identifier);
        boolean known = switch (part) {
            case PROPERTY -> blueprint.properties().containsKey(from);
            case MIRROR -> blueprint.mirrors().containsKey(from);
            case RELATION -> blueprint.relations().containsKey(from);
        };
        String word = part == Part.RELATION ? "Relation" : part == Part.MIRROR ? "Mirror property" : "Property";
        if (!known) {
            throw new PortalException.NotFound(word, from);
        }
        if (from.equals(to)) {
            return blueprint;
        }
        if (names(blueprint).contains(to)) {
            throw PortalException.Conflict.identifierTaken(word, to);
        }
        if (!to.matches("[A-Za-z0-9@_=\\-]{1,100}")) {
            throw new PortalException.Invalid(
                    part == Part.RELATION ? "/newRelationIdentifier" : "/newPropertyName",
                    "must match pattern \"^[A-Za-z0-9@_=\\-]+$\" and be no longer than 100 characters");
        }
        List<ObjectNode> definitions = new ArrayList<>();
        for (Blueprint each : blueprints.all()) {
            ObjectNode definition = each.definition().deepCopy();
            boolean own = each.identifier().equals(identifier);
            if (own) {
                definition = (ObjectNode) DefinitionNames.renamed(definition, from, to);
                renameKey(section(definition, part), from, to);
                if (part == Part.PROPERTY && definition.path("schema").get("required") instanceof ArrayNode required) {
                    ((ObjectNode) definition.get("schema")).set("required", renamedItems(required, from, to));
                }
            }
            renamePaths(definition, each, identifier, from, to);
            if (!definition.equals(each.definition())) {
                definitions.add(definition);
            }
        }
        dependents.orderedStream().forEach(dependent -> dependent.renamed(identifier, from, to, actor));
        blueprints.rightsRenamed(identifier, from, to);
        return blueprints.defineRenamed(definitions, actor).stream()
                .filter(each -> each.identifier().equals(identifier))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode section(ObjectNode definition, Part part) {
        return switch (part) {
            case PROPERTY -> definition.path("schema").path("properties");
            case MIRROR -> definition.path("mirrorProperties");
            case RELATION -> definition.path("relations");
        };
    }

    private static void renameKey(JsonNode section, String from, String to) {
        if (section instanceof ObjectNode object) {
            ObjectNode copy = object.deepCopy();
            object.removeAll();
            copy.properties()
                    .forEach(entry -> object.set(entry.getKey().equals(from) ? to : entry.getKey(), entry.getValue()));
        }
    }

    private static ArrayNode renamedItems(ArrayNode items, String from, String to) {
        ArrayNode copy = Json.array();
        items.forEach(item -> copy.add(item.asString("").equals(from) ? to : item.asString("")));
        return copy;
    }

    /// Removes a blueprint that nothing else stands against, with the actions and automations that were made for
    /// it.
    @Transactional
    public void deleteWithActions(String identifier, Actor actor) {
        dependents.orderedStream().forEach(dependent -> dependent.removeActionsOf(identifier, actor));
        blueprints.delete(identifier, actor);
    }

    /// Mirror paths, ownership and aggregations that lead through or to the blueprint.
    private void renamePaths(ObjectNode definition, Blueprint owner, String changed, String from, String to) {
        owner.mirrors().values().forEach(mirror -> {
            List<String> path = new ArrayList<>();
            String at = owner.identifier();
            for (String step : mirror.path()) {
                path.add(at.equals(changed) && step.equals(from) ? to : step);
                String here = at;
                at = blueprints
                        .find(here)
                        .map(blueprint -> blueprint.relations().get(step))
                        .map(RelationDefinition::target)
                        .orElse("");
            }
            definition.path("mirrorProperties").properties().stream()
                    .filter(entry -> entry.getKey().equals(mirror.identifier())
                            || (entry.getKey().equals(to) && mirror.identifier().equals(from)))
                    .forEach(entry -> ((ObjectNode) entry.getValue()).put("path", String.join(".", path)));
        });
        owner.aggregations().values().stream()
                .filter(aggregation -> aggregation.target().equals(changed))
                .forEach(aggregation -> {
                    JsonNode renamed = DefinitionNames.renamed(aggregation.json(), from, to);
                    ((ObjectNode) definition.get("aggregationProperties")).set(aggregation.identifier(), renamed);
                });
    }
}

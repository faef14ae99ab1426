package io.portolan.blueprint;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Reads and changes the model. Every change is checked whole (its own document, its references, what stands upon it)
/// before anything is written; a change that changes nothing leaves no trace.
@Service
public class BlueprintService {

    /// Keys that the portal sets and clients send back as they got them.
    private static final List<String> READ_ONLY = List.of("createdAt", "createdBy", "updatedAt", "updatedBy", "id");

    /// Key in the context of the change that gave a blueprint another identifier: the one it had before.
    public static final String RENAMED_FROM = "renamedFrom";

    private final BlueprintRows rows;
    private final ChangeLog changeLog;
    private final ObjectProvider<BlueprintGuard> guards;
    private final Clock clock;

    BlueprintService(BlueprintRows rows, ChangeLog changeLog, ObjectProvider<BlueprintGuard> guards, Clock clock) {
        this.rows = rows;
        this.changeLog = changeLog;
        this.guards = guards;
        this.clock = clock;
    }

    /// All blueprints by identifier; there are at most a few hundred.
    public List<Blueprint> all() {
        return rows.all();
    }

    /// All blueprints, held as they are until the transaction ends: who writes entities does so over one model.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Blueprint> hold() {
        rows.holdModel();
        return rows.all();
    }

    /// Until the transaction ends nobody else changes the model or writes entities.
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        rows.lockModel();
    }

    public Optional<Blueprint> find(String identifier) {
        return rows.find(identifier);
    }

    /// The blueprint whose version the caller has just read together with something else.
    public Blueprint require(String identifier, long version) {
        return rows.find(identifier, version).orElseThrow(() -> new PortalException.NotFound("Blueprint", identifier));
    }

    /// The blueprint, or [PortalException.NotFound].
    public Blueprint require(String identifier) {
        return rows.find(identifier).orElseThrow(() -> new PortalException.NotFound("Blueprint", identifier));
    }

    /// A new blueprint; [PortalException.Conflict] when the identifier is taken, [PortalException.Invalid] otherwise.
    @Transactional
    public Blueprint create(ObjectNode json, Actor actor) {
        ObjectNode definition = cleaned(json);
        PortalException.throwIfAny(BlueprintValidator.check(definition));
        rows.lockModel();
        String identifier = definition.get("identifier").stringValue();
        if (rows.find(identifier).isPresent()) {
            throw PortalException.Conflict.identifierTaken("Blueprint", identifier);
        }
        if (identifier.startsWith("_") && actor.kind() != Actor.Kind.SYSTEM) {
            throw new PortalException.Invalid("/identifier", "must not begin with _: these names are the portal's own");
        }
        return write(List.of(definition), List.of(""), actor).getFirst();
    }

    /// As [#create], for a kind that the navigation is not to lead to.
    @Transactional
    public Blueprint createWithoutCatalogPage(ObjectNode json, Actor actor) {
        Blueprint created = create(json, actor);
        rows.withoutCatalogPage(created.identifier());
        return require(created.identifier());
    }

    /// Replaces the whole definition. Another identifier in the document renames the blueprint.
    @Transactional
    public Blueprint replace(String identifier, ObjectNode json, Actor actor) {
        return change(identifier, actor, before -> json);
    }

    /// As [#replace(String,ObjectNode,Actor)], if nobody has changed it since the caller read it; otherwise
    /// [PortalException.Conflict].
    ///
    /// @param version [Blueprint#version()] of what the document was made from
    @Transactional
    public Blueprint replace(String identifier, ObjectNode json, long version, Actor actor) {
        rows.lockModel();
        Blueprint now = require(identifier);
        if (now.version() != version) {
            throw PortalException.Conflict.concurrentEdit(
                    "Blueprint", identifier, now.stamp().updatedBy());
        }
        return replace(identifier, json, actor);
    }

    /// Replaces the top-level keys that are given; a key with null goes.
    @Transactional
    public Blueprint merge(String identifier, ObjectNode json, Actor actor) {
        return change(identifier, actor, before -> {
            ObjectNode merged = before.deepCopy();
            json.properties().forEach(entry -> {
                if (entry.getValue().isNull()) {
                    merged.remove(entry.getKey());
                } else {
                    merged.set(entry.getKey(), entry.getValue());
                }
            });
            return merged;
        });
    }

    private Blueprint change(String identifier, Actor actor, UnaryOperator<ObjectNode> edit) {
        rows.lockModel();
        Blueprint before = require(identifier);
        ObjectNode definition = cleaned(edit.apply(before.definition()));
        if (!definition.has("identifier")) {
            definition.put("identifier", identifier);
        }
        PortalException.throwIfAny(BlueprintValidator.check(definition));
        String wanted = definition.get("identifier").stringValue();
        if (!wanted.equals(identifier)) {
            rename(before, wanted, actor);
            // what it says of itself still has the former name
            definition = References.renamed(definition, identifier, wanted);
        }
        return write(List.of(definition), List.of(""), actor).getFirst();
    }

    /// Defines several blueprints as one: they may refer to each other in any order, new ones are created, others
    /// replaced, and either all are stored or none. Pointers of violations begin with `/<index>`.
    @Transactional
    public List<Blueprint> define(List<ObjectNode> documents, Actor actor) {
        List<ObjectNode> definitions = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            ObjectNode definition = cleaned(documents.get(i));
            String pointer = "/" + i;
            BlueprintValidator.check(definition).forEach(violation -> violations.add(violation.under(pointer)));
            Integer first = seen.putIfAbsent(String.valueOf(Json.text(definition, "identifier")), i);
            if (first != null) {
                violations.add(Violation.at(
                        pointer + "/identifier",
                        "is the same as that of number " + first,
                        definition.get("identifier")));
            }
            definitions.add(definition);
            pointers.add(pointer);
        }
        PortalException.throwIfAny(violations);
        rows.lockModel();
        return write(definitions, pointers, actor);
    }

    /// Rights follow the new name of a property or relation.
    @Transactional(propagation = Propagation.MANDATORY)
    void rightsRenamed(String identifier, String from, String to) {
        rows.saveRights(identifier, require(identifier).rights().renamed(from, to));
    }

    /// Stores definitions in which names were changed along with the values: nobody objects.
    @Transactional(propagation = Propagation.MANDATORY)
    List<Blueprint> defineRenamed(List<ObjectNode> definitions, Actor actor) {
        List<Blueprint> stored = new ArrayList<>();
        for (ObjectNode definition : definitions) {
            PortalException.throwIfAny(BlueprintValidator.check(definition));
            Blueprint before = require(definition.get("identifier").stringValue());
            Blueprint after = rows.save(
                    definition,
                    new Blueprint.Stamp(
                            before.stamp().createdAt(), before.stamp().createdBy(), clock.instant(), actor.id()));
            stored.add(after);
            changeLog.append(
                    NewChange.updated(
                            ChangeKind.BLUEPRINT_UPDATED,
                            after.identifier(),
                            after.identifier(),
                            before.toJson(),
                            after.toJson()),
                    actor);
        }
        return stored;
    }

    /// Removes a blueprint that has no entities and that no other blueprint refers to.
    @Transactional
    public void delete(String identifier, Actor actor) {
        rows.lockModel();
        Blueprint blueprint = require(identifier);
        if (blueprint.isProtected()) {
            throw new PortalException.Conflict("protected", "Blueprint \"" + identifier + "\" is part of the portal");
        }
        guards.orderedStream()
                .flatMap(guard -> guard.objectionsToDeletion(blueprint).stream())
                .findFirst()
                .ifPresent(objection -> {
                    throw new PortalException.Conflict(
                            "has_dependents", objection.reason(), Map.of("count", objection.affected()));
                });
        for (Blueprint other : rows.all()) {
            other.relations().values().stream()
                    .filter(relation -> relation.target().equals(identifier)
                            && !other.identifier().equals(identifier))
                    .findFirst()
                    .ifPresent(relation -> {
                        throw new PortalException.Conflict(
                                "has_dependents",
                                "Blueprint \"" + identifier + "\" is the target of relation \"" + relation.identifier()
                                        + "\" of blueprint \"" + other.identifier()
                                        + "\"; remove that relation first");
                    });
        }
        rows.delete(identifier);
        changeLog.append(
                new NewChange(
                        ChangeKind.BLUEPRINT_DELETED,
                        identifier,
                        identifier,
                        null,
                        blueprint.toJson(),
                        null,
                        Json.object()),
                actor);
    }

    private List<Blueprint> write(List<ObjectNode> definitions, List<String> pointers, Actor actor) {
        Map<String, Blueprint> future = new LinkedHashMap<>(Blueprint.byIdentifier(rows.all()));
        Map<String, Blueprint> before = Map.copyOf(future);
        Instant now = clock.instant();
        List<Blueprint> wanted = new ArrayList<>();
        for (ObjectNode definition : definitions) {
            Blueprint old = before.get(definition.get("identifier").stringValue());
            Blueprint.Stamp stamp = old == null
                    ? new Blueprint.Stamp(now, actor.id(), now, actor.id())
                    : new Blueprint.Stamp(old.stamp().createdAt(), old.stamp().createdBy(), now, actor.id());
            Blueprint blueprint = Blueprint.of(definition, stamp, 0);
            wanted.add(blueprint);
            future.put(blueprint.identifier(), blueprint);
        }
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String pointer = pointers.get(i);
            violations(wanted.get(i), future).forEach(violation -> violations.add(violation.under(pointer)));
        }
        PortalException.throwIfAny(violations);
        List<Blueprint> stored = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Blueprint old = before.get(wanted.get(i).identifier());
            if (old != null && old.definition().equals(wanted.get(i).definition())) {
                stored.add(old);
                continue;
            }
            if (old != null) {
                refuseIfIncompatible(old, wanted.get(i), pointers.get(i));
            }
            Blueprint saved =
                    rows.save(wanted.get(i).definition(), wanted.get(i).stamp());
            stored.add(saved);
            changeLog.append(
                    new NewChange(
                            old == null ? ChangeKind.BLUEPRINT_CREATED : ChangeKind.BLUEPRINT_UPDATED,
                            saved.identifier(),
                            saved.identifier(),
                            null,
                            old == null ? null : old.toJson(),
                            saved.toJson(),
                            Json.object()),
                    actor);
        }
        return stored;
    }

    private List<Violation> violations(Blueprint blueprint, Map<String, Blueprint> model) {
        List<Violation> violations = new ArrayList<>(References.check(blueprint, model));
        guards.orderedStream().forEach(guard -> violations.addAll(guard.violations(blueprint)));
        return violations;
    }

    private void refuseIfIncompatible(Blueprint before, Blueprint after, String pointer) {
        PortalException.throwIfAny(guards.orderedStream()
                .flatMap(guard -> guard.objectionsToChange(before, after).stream())
                .map(objection -> Violation.at(pointer + objection.pointer(), objection.reason()))
                .toList());
    }

    /// What is wrong with a definition, by itself and among the others of the model; entities are not asked.
    @Transactional(readOnly = true)
    public List<Violation> check(ObjectNode json) {
        ObjectNode definition = cleaned(json);
        List<Violation> found = BlueprintValidator.check(definition);
        if (!found.isEmpty()) {
            return found;
        }
        Map<String, Blueprint> future = new LinkedHashMap<>(Blueprint.byIdentifier(rows.all()));
        Blueprint after = Blueprint.of(definition, new Blueprint.Stamp(clock.instant(), "", clock.instant(), ""), 0);
        future.put(after.identifier(), after);
        return violations(after, future);
    }

    /// What stands against a change that is not made: for the builder, before anything is saved. Empty when it could be
    /// saved; throws [PortalException.Invalid] when the document itself is wrong.
    @Transactional(readOnly = true)
    public List<BlueprintGuard.Objection> objections(String identifier, ObjectNode json) {
        Blueprint before = require(identifier);
        PortalException.throwIfAny(check(json));
        Blueprint after = Blueprint.of(cleaned(json), before.stamp(), 0);
        return guards.orderedStream()
                .flatMap(guard -> guard.objectionsToChange(before, after).stream())
                .toList();
    }

    /// What stands against deleting a blueprint: its entities and the relations of others that point at it. Empty when
    /// it could go.
    @Transactional(readOnly = true)
    public List<BlueprintGuard.Objection> deletionObjections(String identifier) {
        Blueprint blueprint = require(identifier);
        List<BlueprintGuard.Objection> objections = new ArrayList<>(guards.orderedStream()
                .flatMap(guard -> guard.objectionsToDeletion(blueprint).stream())
                .toList());
        for (Blueprint other : rows.all()) {
            long pointing = other.identifier().equals(identifier)
                    ? 0
                    : other.relations().values().stream()
                            .filter(relation -> relation.target().equals(identifier))
                            .count();
            if (pointing > 0) {
                objections.add(new BlueprintGuard.Objection(
                        "",
                        "Blueprint \"" + identifier + "\" is the target of " + pointing + " relation"
                                + (pointing == 1 ? "" : "s") + " of blueprint \"" + other.identifier()
                                + "\"; remove that first",
                        pointing));
            }
        }
        return objections;
    }

    /// Gives a blueprint another identifier and mends the definitions that name it. Entities follow by foreign key.
    private void rename(Blueprint blueprint, String wanted, Actor actor) {
        if (blueprint.isProtected() || rows.find(wanted).isPresent()) {
            throw PortalException.Conflict.identifierTaken("Blueprint", wanted);
        }
        rows.rename(blueprint.identifier(), wanted);
        rows.saveRights(wanted, blueprint.rights().ofRenamedBlueprint(blueprint.identifier(), wanted));
        for (Blueprint other : rows.all()) {
            ObjectNode renamed = References.renamed(other.definition(), blueprint.identifier(), wanted);
            if (!renamed.equals(other.definition())) {
                Blueprint.Stamp stamp = new Blueprint.Stamp(
                        other.stamp().createdAt(), other.stamp().createdBy(), clock.instant(), actor.id());
                Blueprint saved = rows.save(renamed, stamp);
                boolean own = saved.identifier().equals(wanted);
                changeLog.append(
                        NewChange.updated(
                                        ChangeKind.BLUEPRINT_UPDATED,
                                        saved.identifier(),
                                        saved.identifier(),
                                        own ? blueprint.toJson() : other.toJson(),
                                        saved.toJson())
                                .withContext(
                                        own ? Json.object().put(RENAMED_FROM, blueprint.identifier()) : Json.object()),
                        actor);
            }
        }
    }

    private static ObjectNode cleaned(ObjectNode json) {
        ObjectNode definition = json.deepCopy();
        READ_ONLY.forEach(definition::remove);
        return definition;
    }
}

package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.query.Operator;
import io.portolan.query.QueryParser;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns searches that stand in a draft for names into the names they find ("map by property", dialect section 2): the
/// identifier of the entity that is meant, its owning teams, the targets of its relations.
@Component
class QueryReferences {

    /// The most targets that one search may give to a relation.
    static final int MOST = 100;

    /// What a search stands for, with the operators that it may use there.
    private enum Place {
        IDENTIFIER(EnumSet.of(Operator.EQUALS, Operator.IN)),
        RELATION(EnumSet.of(Operator.EQUALS, Operator.IN, Operator.CONTAINS));

        private final Set<Operator> operators;

        Place(Set<Operator> operators) {
            this.operators = operators;
        }

        private String operators() {
            return operators.stream().map(Operator::wireName).collect(Collectors.joining(", "));
        }
    }

    private final BlueprintService blueprints;
    private final EntitySearch search;

    QueryReferences(BlueprintService blueprints, EntitySearch search) {
        this.blueprints = blueprints;
        this.search = search;
    }

    static boolean inNameOf(EntityDraft draft) {
        return isQuery(draft.json().path("identifier"));
    }

    private static boolean isQuery(JsonNode value) {
        return value.isObject() && value.has("rules");
    }

    /// The draft with names in place of searches.
    ///
    /// @throws PortalException.NotFound when the search for the entity itself finds none
    /// @throws PortalException.Invalid when it finds several, or when a search is not allowed in its place
    EntityDraft resolve(EntityDraft draft, Actor actor) {
        ObjectNode json = draft.json();
        boolean related = json.path("relations").values().stream().anyMatch(QueryReferences::isQuery);
        if (!inNameOf(draft) && !isQuery(json.path("team")) && !related) {
            return draft;
        }
        Blueprint blueprint = blueprints.require(draft.blueprint());
        ObjectNode copy = json.deepCopy();
        if (inNameOf(draft)) {
            copy.put("identifier", one(blueprint, json.path("identifier"), actor));
        }
        if (isQuery(json.path("team"))) {
            Blueprint teams = blueprints.require("_team");
            copy.set("team", Json.strings(found(teams, json.path("team"), "/team", Place.RELATION, MOST, actor)));
        }
        if (copy.get("relations") instanceof ObjectNode relations) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(relations.properties())) {
                RelationDefinition relation = blueprint.relations().get(entry.getKey());
                if (relation != null && isQuery(entry.getValue())) {
                    relations.set(entry.getKey(), targets(relation, entry.getValue(), actor));
                }
            }
        }
        return new EntityDraft(draft.blueprint(), copy);
    }

    private String one(Blueprint blueprint, JsonNode query, Actor actor) {
        List<String> names = found(blueprint, query, "/identifier", Place.IDENTIFIER, 2, actor);
        if (names.isEmpty()) {
            throw new PortalException.NotFound("No entity of blueprint \"" + blueprint.identifier()
                    + "\" matches the search in \"/identifier\"; nothing was created");
        }
        if (names.size() > 1) {
            throw new PortalException.Invalid(
                    "/identifier", "matches more than one entity; add rules until it names exactly one");
        }
        return names.getFirst();
    }

    private JsonNode targets(RelationDefinition relation, JsonNode query, Actor actor) {
        String pointer = "/relations/" + Violation.escape(relation.identifier());
        Blueprint target = blueprints.require(relation.target());
        List<String> names = found(target, query, pointer, Place.RELATION, relation.many() ? MOST : 1, actor);
        if (relation.many()) {
            return Json.strings(names);
        }
        return names.isEmpty()
                ? Json.mapper().getNodeFactory().nullNode()
                : Json.mapper().getNodeFactory().stringNode(names.getFirst());
    }

    private List<String> found(
            Blueprint blueprint, JsonNode query, String pointer, Place place, int most, Actor actor) {
        SearchQuery where = QueryParser.parse(query, pointer);
        check(blueprint, where, pointer, place);
        List<String> names =
                search
                        .search(
                                EntityQuery.of(blueprint.identifier())
                                        .where(where)
                                        .limit(most + 1),
                                actor)
                        .items()
                        .stream()
                        .map(Entity::identifier)
                        .toList();
        // two are told apart from one by the caller, where two are an error of its own
        if (names.size() > most && place != Place.IDENTIFIER) {
            throw new PortalException.Invalid(
                    pointer,
                    "matches more than " + (most == 1 ? "one entity" : most + " entities")
                            + "; add rules until it does not");
        }
        return names;
    }

    private static void check(Blueprint blueprint, SearchQuery query, String pointer, Place place) {
        for (int i = 0; i < query.rules().size(); i++) {
            String here = pointer + "/rules/" + i;
            switch (query.rules().get(i)) {
                case Rule.Group group -> check(blueprint, group.query(), here, place);
                case Rule.Property rule
                when !place.operators.contains(rule.operator()) ->
                    throw new PortalException.Invalid(
                            here + "/operator",
                            "must be equal to one of the allowed values here: " + place.operators());
                case Rule.Property rule
                when !readable(blueprint, rule.property(), place) ->
                    throw new PortalException.Invalid(
                            here + "/property",
                            "must be an own property or a meta property here; \"" + rule.property() + "\" is computed");
                case Rule.Property _ -> {}
                default ->
                    throw new PortalException.Invalid(
                            here, "must be a rule on a property: others are not allowed here");
            }
        }
    }

    /// Own and meta properties; for relations also mirrors of one single step.
    private static boolean readable(Blueprint blueprint, String property, Place place) {
        if (!blueprint.isComputed(property)) {
            return true;
        }
        var mirror = blueprint.mirrors().get(property);
        if (mirror == null || place == Place.IDENTIFIER || mirror.path().size() != 2) {
            return false;
        }
        RelationDefinition step = blueprint.relations().get(mirror.path().getFirst());
        return step != null && !step.many();
    }
}

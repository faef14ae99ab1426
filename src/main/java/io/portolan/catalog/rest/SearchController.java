package io.portolan.catalog.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityJson;
import io.portolan.catalog.EntityPast;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntityRef;
import io.portolan.catalog.EntityRights;
import io.portolan.catalog.EntitySearch;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.RuleNames;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import io.portolan.query.QueryParser;
import io.portolan.query.SearchQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reading many entities: dialect section 3.2.
@RestController
@RequestMapping("/v1")
class SearchController {

    /// The routes without paging answer whole sets, up to this many entities.
    private static final int UNPAGED = 10_000;

    private final EntitySearch search;
    private final EntityPast past;
    private final EntityService entities;
    private final EntityRights rights;
    private final BlueprintService blueprints;
    private final EntityJson json;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    SearchController(
            EntitySearch search,
            EntityPast past,
            EntityService entities,
            EntityRights rights,
            BlueprintService blueprints,
            EntityJson json,
            CurrentActor currentActor,
            Permissions permissions) {
        this.search = search;
        this.past = past;
        this.entities = entities;
        this.rights = rights;
        this.blueprints = blueprints;
        this.json = json;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @PostMapping("/entities/search")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode everywhere(@RequestParam MultiValueMap<String, String> parameters, @RequestBody ObjectNode body) {
        Actor actor = require();
        SearchQuery where = QueryParser.parse(body, "");
        Instant moment = EntityParameters.asOf(parameters);
        if (moment != null) {
            return pastly(EntityQuery.everywhere().where(where).limit(EntityQuery.MOST), moment, actor);
        }
        ArrayNode failed = Json.array();
        List<Entity> found = EntityParameters.flag(parameters, "allow_partial_results")
                ? partial(where, actor, failed)
                : all(EntityQuery.everywhere().where(where), actor);
        ObjectNode answer = Json.ok("entities", json.array(found, EntityParameters.projection(parameters), actor));
        answer.set(
                "matchingBlueprints",
                Json.strings(found.stream()
                        .map(Entity::blueprint)
                        .distinct()
                        .sorted()
                        .toList()));
        answer.set("failedBlueprints", failed);
        return answer;
    }

    /// Kind by kind, so that one whose search takes too long keeps nobody from the others.
    private List<Entity> partial(SearchQuery where, Actor actor, ArrayNode failed) {
        List<Entity> found = new ArrayList<>();
        for (Blueprint kind : blueprints.all()) {
            try {
                found.addAll(all(EntityQuery.of(kind.identifier()).where(where), actor));
            } catch (QueryTimeoutException _) {
                failed.add(kind.identifier());
            }
            if (found.size() > UNPAGED) {
                throw tooMany();
            }
        }
        return found;
    }

    /// The entities that a client wrote last, by the beginning and the end of its `User-Agent`: what integrations
    /// compare with what they still find.
    @PostMapping("/blueprints/entities/datasource-entities")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode ofDatasource(@RequestBody ObjectNode body) {
        Actor actor = require();
        String prefix = Json.text(body, "datasource_prefix");
        String suffix = Json.text(body, "datasource_suffix");
        if (prefix == null || prefix.isBlank()) {
            throw new PortalException.Invalid("/datasource_prefix", "must be the beginning of a User-Agent");
        }
        Slice<EntityRef> slice = entities.ofDatasource(
                prefix,
                suffix == null ? "" : suffix,
                Json.text(body, "from"),
                Json.text(body, "before") == null
                        ? null
                        : Json.moment(String.valueOf(Json.text(body, "before")), "/before"),
                Math.clamp(body.path("limit").asInt(5_000), 1, 5_000));
        ArrayNode found = Json.array();
        // whoever may not read a kind as a whole does not learn what an integration wrote of it
        Set<String> readable = slice.items().stream()
                .map(EntityRef::blueprint)
                .distinct()
                .filter(kind -> rights.always(BlueprintRights.Right.READ, blueprints.require(kind), actor))
                .collect(Collectors.toSet());
        slice.items().stream()
                .filter(ref -> readable.contains(ref.blueprint()))
                .forEach(ref ->
                        found.addObject().put("identifier", ref.identifier()).put("blueprint", ref.blueprint()));
        return Json.ok("entities", found).put("next", slice.next());
    }

    @GetMapping("/blueprints/{blueprint}/entities")
    ObjectNode all(@PathVariable String blueprint, @RequestParam MultiValueMap<String, String> parameters) {
        Actor actor = require();
        return Json.ok(
                "entities",
                json.array(all(EntityQuery.of(blueprint), actor), EntityParameters.projection(parameters), actor));
    }

    @PostMapping("/blueprints/{blueprint}/entities/search")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode page(
            @PathVariable String blueprint,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestBody ObjectNode body) {
        Actor actor = require();
        Instant moment = EntityParameters.asOf(parameters);
        EntityQuery query = query(blueprint, body, moment != null);
        if (moment != null) {
            return pastly(query.from(null).offset(offset(body)), moment, actor);
        }
        Slice<Entity> slice = search.search(query, actor);
        EntityJson.Projection projection = new EntityJson.Projection(
                strings(body, "include"),
                strings(body, "exclude"),
                EntityParameters.flag(parameters, "exclude_calculated_properties"),
                EntityParameters.flag(parameters, "attach_title_to_relation")
                        || body.path("attach_title_to_relation").asBoolean(false),
                EntityParameters.flag(parameters, "attach_identifier_to_title_mirror_properties")
                        || body.path("attach_identifier_to_title_mirror_properties")
                                .asBoolean(false));
        return Json.ok("entities", json.array(slice.items(), projection, actor)).put("next", slice.next());
    }

    /// The best matches without paging: by relevance for `text`, else in the order of `sort`.
    @PostMapping("/blueprints/{blueprint}/entities/top-search")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode top(
            @PathVariable String blueprint,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestBody ObjectNode body) {
        Actor actor = require();
        Slice<Entity> slice = search.search(query(blueprint, body, false).from(null), actor);
        return Json.ok("entities", json.array(slice.items(), EntityParameters.projection(parameters), actor));
    }

    /// How many entities have each value of `property`, `relation`, or `scorecard` (and `rule`).
    @PostMapping("/blueprints/{blueprint}/entities/group")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode group(@PathVariable String blueprint, @RequestBody ObjectNode body) {
        Actor actor = require();
        EntityQuery query = query(blueprint, body, false).from(null);
        String property = Json.text(body, "property");
        String relation = Json.text(body, "relation");
        String scorecard = Json.text(body, "scorecard");
        String rule = Json.text(body, "rule");
        int most = limit(body);
        List<EntitySearch.Group> groups;
        if (property != null) {
            groups = search.groups(query, property, most, actor);
        } else if (relation != null) {
            groups = search.groupsByRelation(query, relation, most, actor);
        } else if (scorecard != null) {
            groups = rule == null
                    ? search.groupsByLevel(query, scorecard, most, actor)
                    : search.groupsByRule(query, scorecard, rule, most, actor);
        } else {
            long all = search.count(query, Integer.MAX_VALUE, actor);
            groups = List.of(new EntitySearch.Group(null, all, false));
        }
        ArrayNode list = Json.array();
        groups.forEach(each -> list.addObject()
                .put("value", each.key())
                .put("count", each.count())
                .put("other", each.other()));
        return Json.ok("groups", list);
    }

    /// As the catalog was at a moment; pages follow each other by number.
    private ObjectNode pastly(EntityQuery query, Instant moment, Actor actor) {
        Slice<ObjectNode> slice = past.search(query, moment, actor);
        return Json.ok("entities", Json.array().addAll(slice.items()))
                .put("next", slice.next())
                .put("asOf", Json.time(moment));
    }

    private EntityQuery query(String blueprint, ObjectNode body, boolean past) {
        Blueprint kind = blueprints.require(blueprint);
        SearchQuery where =
                body.hasNonNull("query") ? QueryParser.parse(body.get("query"), "/query") : SearchQuery.everything();
        if (!where.isEverything() && !past) {
            RuleNames.check(where, kind, blueprints.all(), "/query");
        }
        return EntityQuery.of(blueprint)
                .where(where)
                .text(Json.text(body, "text"))
                .sort(SortParameter.parse(body.get("sort"), "/sort"))
                .limit(limit(body))
                .from(Json.text(body, "from"));
    }

    private static int offset(ObjectNode body) {
        String from = Json.text(body, "from");
        try {
            return from == null ? 0 : Integer.parseInt(from);
        } catch (NumberFormatException _) {
            throw new PortalException.Invalid("/from", "is no cursor of this search; leave it out to begin anew");
        }
    }

    private List<Entity> all(EntityQuery query, Actor actor) {
        List<Entity> found = new ArrayList<>();
        String next = null;
        do {
            Slice<Entity> slice = search.search(query.limit(EntityQuery.MOST).from(next), actor);
            found.addAll(slice.items());
            next = slice.next();
            if (found.size() >= UNPAGED && next != null) {
                throw tooMany();
            }
        } while (next != null);
        return found;
    }

    private static PortalException.TooLarge tooMany() {
        return new PortalException.TooLarge("More than " + UNPAGED
                + " entities match; use POST /v1/blueprints/{blueprint}/entities/search, which gives pages");
    }

    private static int limit(ObjectNode body) {
        JsonNode limit = body.get("limit");
        if (limit == null || limit.isNull()) {
            return 200;
        }
        if (!limit.isIntegralNumber() || limit.asInt(0) < 1 || limit.asInt(0) > EntityQuery.MOST) {
            throw new PortalException.Invalid("/limit", "must be a whole number from 1 to " + EntityQuery.MOST);
        }
        return limit.asInt();
    }

    private static List<String> strings(ObjectNode body, String key) {
        JsonNode value = body.get(key);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || !value.values().stream().allMatch(JsonNode::isString)) {
            throw new PortalException.Invalid("/" + key, "must be a list of names");
        }
        return value.values().stream().map(JsonNode::stringValue).toList();
    }

    private Actor require() {
        Actor actor = currentActor.require();
        permissions.require(actor, Permission.READ_CATALOG);
        return actor;
    }
}

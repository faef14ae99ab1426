package io.portolan.catalog.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.catalog.CatalogStatistics;
import io.portolan.catalog.EntityPast;
import io.portolan.catalog.EntityQuery;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.QueryParser;
import io.portolan.query.SearchQuery;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Numbers over entities, now and over time: dialect section 3.2.
@RestController
@RequestMapping("/v1/entities")
class StatisticsController {

    private static final List<String> FUNCTIONS =
            List.of("count", "average", "sum", "min", "max", "median", "countValues");

    private final CatalogStatistics statistics;
    private final EntityPast past;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    StatisticsController(
            CatalogStatistics statistics, EntityPast past, CurrentActor currentActor, Permissions permissions) {
        this.statistics = statistics;
        this.past = past;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @PostMapping("/aggregate")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode aggregate(@RequestBody ObjectNode body) {
        Actor actor = require();
        String function = Json.text(body, "func");
        if (function == null || !FUNCTIONS.contains(function)) {
            throw new PortalException.Invalid("/func", "must be equal to one of: " + String.join(", ", FUNCTIONS));
        }
        return Json.ok("result", statistics.aggregate(query(body), function, body, actor));
    }

    @PostMapping("/aggregate-over-time")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode overTime(@RequestBody ObjectNode body) {
        Actor actor = require();
        text(body, "func");
        return Json.ok(
                "result",
                statistics.overTime(
                        query(body),
                        body,
                        statistics.range(body.get("timeRange")),
                        CatalogStatistics.Interval.of(Json.text(body, "timeInterval")),
                        actor));
    }

    @PostMapping("/properties-history")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode history(@RequestBody ObjectNode body) {
        past.requireRead(text(body, "blueprintIdentifier"), text(body, "entityIdentifier"), require());
        JsonNode names = body.get("propertyNames");
        if (names == null || !names.isArray() || names.isEmpty() || names.size() > 20) {
            throw new PortalException.Invalid("/propertyNames", "must be a list of 1 to 20 identifiers of properties");
        }
        return Json.ok(
                "result",
                statistics.propertiesHistory(
                        text(body, "blueprintIdentifier"),
                        text(body, "entityIdentifier"),
                        names.values().stream().map(name -> name.asString("")).toList(),
                        statistics.range(body.get("timeRange")),
                        CatalogStatistics.Interval.of(Json.text(body, "timeInterval"))));
    }

    private static String text(ObjectNode body, String key) {
        String value = Json.text(body, key);
        if (value == null) {
            throw new PortalException.Invalid("/" + key, "must be string");
        }
        return value;
    }

    private static EntityQuery query(ObjectNode body) {
        String blueprint = Json.text(body, "blueprint");
        EntityQuery query = blueprint == null ? EntityQuery.everywhere() : EntityQuery.of(blueprint);
        JsonNode where = body.get("query");
        return where == null || where.isNull() || where.isEmpty()
                ? query.where(SearchQuery.everything())
                : query.where(QueryParser.parse(where, "/query"));
    }

    private Actor require() {
        Actor actor = currentActor.require();
        permissions.require(actor, Permission.READ_CATALOG);
        return actor;
    }
}

package io.portolan.catalog.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityJson;
import io.portolan.catalog.EntityPast;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.catalog.WriteResult;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/blueprints/{blueprint}/entities`: one entity at a time.
@RestController
@RequestMapping("/v1/blueprints/{blueprint}")
class EntityController {

    private final EntityService entities;
    private final EntityPast past;
    private final EntitySearch search;
    private final EntityJson json;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    EntityController(
            EntityService entities,
            EntityPast past,
            EntitySearch search,
            EntityJson json,
            CurrentActor currentActor,
            Permissions permissions) {
        this.entities = entities;
        this.past = past;
        this.search = search;
        this.json = json;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping("/entities/{identifier}")
    ObjectNode one(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestParam MultiValueMap<String, String> parameters) {
        Actor actor = require(Permission.READ_CATALOG);
        Instant moment = EntityParameters.asOf(parameters);
        if (moment != null) {
            past.requireRead(blueprint, identifier, actor);
            return Json.ok(
                            "entity",
                            past.at(blueprint, identifier, moment)
                                    .orElseThrow(() -> new PortalException.NotFound("Entity", identifier)))
                    .put("asOf", Json.time(moment));
        }
        Entity entity = entities.require(blueprint, identifier, actor);
        return Json.ok(
                "entity",
                json.all(List.of(entity), EntityParameters.projection(parameters), actor)
                        .getFirst());
    }

    @PostMapping("/entities")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(
            @PathVariable String blueprint,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "User-Agent", required = false) @Nullable String userAgent,
            @RequestBody ObjectNode body) {
        Actor actor = require(Permission.READ_CATALOG);
        WriteOptions options = EntityParameters.write(parameters, userAgent);
        WriteResult.Written written = entities.upsert(EntityDraft.of(blueprint, body), options, actor);
        ObjectNode answer = Json.ok("entity", json.of(written.entity()));
        if (!written.additional().isEmpty()) {
            answer.set("additionalData", written.additional());
        }
        if (!written.ignored().isEmpty()) {
            answer.set("ignored", Json.strings(written.ignored()));
        }
        return answer;
    }

    @PutMapping("/entities/{identifier}")
    ObjectNode replace(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "User-Agent", required = false) @Nullable String userAgent,
            @RequestBody ObjectNode body) {
        return change(
                blueprint,
                identifier,
                body,
                EntityParameters.change(WriteOptions.replace(), parameters).withDatasource(userAgent));
    }

    @PatchMapping("/entities/{identifier}")
    ObjectNode patch(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "User-Agent", required = false) @Nullable String userAgent,
            @RequestBody ObjectNode body) {
        return change(
                blueprint,
                identifier,
                body,
                EntityParameters.change(WriteOptions.patch(), parameters).withDatasource(userAgent));
    }

    private ObjectNode change(String blueprint, String identifier, ObjectNode body, WriteOptions options) {
        Actor actor = require(Permission.READ_CATALOG);
        ObjectNode document =
                body.hasNonNull("identifier") ? body : body.deepCopy().put("identifier", identifier);
        return Json.ok("entity", json.of(entities.patch(blueprint, identifier, document, options, actor)));
    }

    @DeleteMapping("/entities/{identifier}")
    ObjectNode delete(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestParam MultiValueMap<String, String> parameters) {
        Actor actor = require(Permission.READ_CATALOG);
        entities.delete(
                blueprint,
                identifier,
                EntityParameters.flag(parameters, "delete_dependents"),
                EntityParameters.runId(parameters),
                actor);
        return Json.ok();
    }

    @PostMapping("/bulk/entities/delete")
    ObjectNode deleteSeveral(
            @PathVariable String blueprint,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestBody ObjectNode body) {
        Actor actor = require(Permission.READ_CATALOG);
        JsonNode names = body.get("entities");
        if (names == null || !names.isArray() || names.isEmpty() || names.size() > 100) {
            throw new PortalException.Invalid("/entities", "must be a list of 1 to 100 identifiers");
        }
        List<String> deleted = entities.deleteAll(
                blueprint,
                names.values().stream().map(name -> name.asString("")).toList(),
                EntityParameters.flag(parameters, "delete_dependents"),
                EntityParameters.runId(parameters),
                actor);
        return Json.ok("deletedEntities", Json.strings(deleted));
    }

    @GetMapping("/entities-count")
    ObjectNode count(@PathVariable String blueprint, @RequestParam MultiValueMap<String, String> parameters) {
        Actor actor = require(Permission.READ_CATALOG);
        Instant moment = EntityParameters.asOf(parameters);
        if (moment != null) {
            long count = past.count(EntityQuery.of(blueprint), moment, Integer.MAX_VALUE, actor);
            return Json.ok("count", Json.object().numberNode(count));
        }
        long count = actor.isAdmin()
                ? entities.count(blueprint)
                : search.count(EntityQuery.of(blueprint), Integer.MAX_VALUE, actor);
        return Json.ok("count", Json.object().numberNode(count));
    }

    private Actor require(Permission permission) {
        Actor actor = currentActor.require();
        permissions.require(actor, permission);
        return actor;
    }
}

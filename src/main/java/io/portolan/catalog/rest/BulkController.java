package io.portolan.catalog.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityRights;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.Migration;
import io.portolan.catalog.MigrationService;
import io.portolan.catalog.WriteOptions;
import io.portolan.catalog.WriteResult;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Many entities of one blueprint at once.
@RestController
@RequestMapping("/v1/blueprints/{blueprint}")
class BulkController {

    /// The dialect's limit is 20; the portal takes more.
    private static final int MOST = 1000;
    private static final int AT_ONCE = 5_000;

    private final EntityService entities;
    private final BlueprintService blueprints;
    private final MigrationService migrations;
    private final EntityRights rights;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    BulkController(
            EntityService entities,
            BlueprintService blueprints,
            MigrationService migrations,
            EntityRights rights,
            CurrentActor currentActor,
            Permissions permissions) {
        this.entities = entities;
        this.blueprints = blueprints;
        this.migrations = migrations;
        this.rights = rights;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @PostMapping("/entities/bulk")
    ResponseEntity<ObjectNode> upsert(
            @PathVariable String blueprint,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "User-Agent", required = false) @Nullable String userAgent,
            @RequestBody ObjectNode body) {
        Actor actor = currentActor.require();
        permissions.require(actor, Permission.READ_CATALOG);
        blueprints.require(blueprint);
        WriteOptions options = EntityParameters.write(parameters, userAgent);
        List<EntityDraft> drafts = drafts(blueprint, body);
        List<WriteResult> results = entities.bulk(drafts, options, actor);
        ArrayNode done = Json.array();
        ArrayNode errors = Json.array();
        for (int i = 0; i < results.size(); i++) {
            switch (results.get(i)) {
                case WriteResult.Written written ->
                    done.addObject()
                            .put("identifier", written.entity().identifier())
                            .put("index", i)
                            .put("created", written.created())
                            .set("additionalData", written.additional());
                case WriteResult.Refused refused -> {
                    PortalException error = refused.error();
                    errors.addObject()
                            .put("identifier", refused.identifier())
                            .put("index", i)
                            .put("statusCode", status(error))
                            .put("error", error.code())
                            .put("message", error.reason());
                }
            }
        }
        ObjectNode answer = Json.ok("entities", done);
        answer.set("errors", errors);
        return ResponseEntity.status(errors.isEmpty() ? HttpStatus.OK : HttpStatus.MULTI_STATUS)
                .body(answer);
    }

    /// Removes every entity, and the blueprint too when `delete_blueprint=true`.
    @DeleteMapping("/all-entities")
    ObjectNode deleteEvery(@PathVariable String blueprint, @RequestParam MultiValueMap<String, String> parameters) {
        Actor actor = currentActor.require();
        if (EntityRights.keptByAdministrators(blueprint)) {
            throw new PortalException.Conflict(
                    "protected", "Users and teams are deleted one by one: each of them may own or start something");
        }
        rights.requireAlways(BlueprintRights.Right.UNREGISTER, blueprints.require(blueprint), actor);
        requireDependents(blueprint, actor);
        boolean withBlueprint = EntityParameters.flag(parameters, "delete_blueprint");
        if (withBlueprint) {
            permissions.require(actor, Permission.MANAGE_BLUEPRINTS);
        }
        Migration migration = migrations.deleteAll(blueprint, withBlueprint, actor);
        long count = entities.count(blueprint);
        if (count <= AT_ONCE) {
            // small ones are gone when the answer comes
            migrations.work();
        }
        return Json.ok().put("migrationId", migration.id()).put("deletedCount", count);
    }

    /// What requires entities of the kind goes with them.
    private void requireDependents(String blueprint, Actor actor) {
        Set<String> reached = new HashSet<>(Set.of(blueprint));
        boolean more = true;
        while (more) {
            more = false;
            for (Blueprint other : blueprints.all()) {
                boolean requires = other.relations().values().stream()
                        .anyMatch(relation -> relation.required() && reached.contains(relation.target()));
                if (requires && reached.add(other.identifier())) {
                    rights.requireAlways(BlueprintRights.Right.UNREGISTER, other, actor);
                    more = true;
                }
            }
        }
    }

    private static List<EntityDraft> drafts(String blueprint, ObjectNode body) {
        JsonNode list = body.get("entities");
        if (list == null || !list.isArray() || list.isEmpty()) {
            throw new PortalException.Invalid("/entities", "must be a list with at least one entity");
        }
        if (list.size() > MOST) {
            throw new PortalException.TooLarge(
                    "\"/entities\" holds " + list.size() + " entities; send at most " + MOST + " in one request");
        }
        List<EntityDraft> drafts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof ObjectNode entity)) {
                throw new PortalException.Invalid("/entities/" + i, "must be object");
            }
            drafts.add(EntityDraft.of(blueprint, entity));
        }
        return drafts;
    }

    private static int status(PortalException error) {
        return switch (error) {
            case PortalException.NotFound ignored -> 404;
            case PortalException.Conflict ignored -> 409;
            case PortalException.Forbidden ignored -> 403;
            case PortalException.TooLarge ignored -> 413;
            default -> 422;
        };
    }
}

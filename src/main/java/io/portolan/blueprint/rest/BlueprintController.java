package io.portolan.blueprint.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintEvolution;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/blueprints`: the model over REST.
@RestController
@RequestMapping("/v1/blueprints")
class BlueprintController {

    private final BlueprintService blueprints;
    private final BlueprintEvolution evolution;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    BlueprintController(
            BlueprintService blueprints,
            BlueprintEvolution evolution,
            CurrentActor currentActor,
            Permissions permissions) {
        this.blueprints = blueprints;
        this.evolution = evolution;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping
    ObjectNode all() {
        require(Permission.READ_CATALOG);
        ArrayNode array = Json.array();
        blueprints.all().forEach(blueprint -> array.add(blueprint.toJson()));
        return Json.ok("blueprints", array);
    }

    @GetMapping("/{identifier}")
    ObjectNode one(@PathVariable String identifier) {
        require(Permission.READ_CATALOG);
        return Json.ok("blueprint", blueprints.require(identifier).toJson());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(
            @RequestParam(name = "create_catalog_page", required = false) @Nullable String catalogPage,
            @RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        Blueprint created = "false".equalsIgnoreCase(catalogPage)
                ? blueprints.createWithoutCatalogPage(body, actor)
                : blueprints.create(body, actor);
        return Json.ok("blueprint", created.toJson());
    }

    @PutMapping("/{identifier}")
    ObjectNode replace(@PathVariable String identifier, @RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        return Json.ok("blueprint", blueprints.replace(identifier, body, actor).toJson());
    }

    @PatchMapping("/{identifier}")
    ObjectNode merge(@PathVariable String identifier, @RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        return Json.ok("blueprint", blueprints.merge(identifier, body, actor).toJson());
    }

    /// What saving this document would do, without saving it.
    @PostMapping("/{identifier}/preview")
    ObjectNode preview(@PathVariable String identifier, @RequestBody ObjectNode body) {
        require(Permission.MANAGE_BLUEPRINTS);
        ObjectNode answer = Json.ok();
        answer.setAll(evolution.impact(identifier, body));
        return answer;
    }

    @PatchMapping("/{identifier}/properties/{property}/rename")
    ObjectNode renameProperty(
            @PathVariable String identifier, @PathVariable String property, @RequestBody ObjectNode body) {
        return rename(identifier, BlueprintEvolution.Part.PROPERTY, property, body, "newPropertyName");
    }

    @PatchMapping("/{identifier}/mirror/{property}/rename")
    ObjectNode renameMirror(
            @PathVariable String identifier, @PathVariable String property, @RequestBody ObjectNode body) {
        return rename(identifier, BlueprintEvolution.Part.MIRROR, property, body, "newMirrorName");
    }

    @PatchMapping("/{identifier}/relations/{relation}/rename")
    ObjectNode renameRelation(
            @PathVariable String identifier, @PathVariable String relation, @RequestBody ObjectNode body) {
        return rename(identifier, BlueprintEvolution.Part.RELATION, relation, body, "newRelationIdentifier");
    }

    private ObjectNode rename(
            String identifier, BlueprintEvolution.Part part, String from, ObjectNode body, String key) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        String to = Json.text(body, key);
        if (to == null) {
            // some clients name it like this for every part
            to = Json.text(body, "newPropertyIdentifier");
        }
        if (to == null) {
            throw new PortalException.Invalid("/" + key, "must be string");
        }
        return Json.ok(
                "blueprint", evolution.rename(identifier, part, from, to, actor).toJson());
    }

    /// The shape of a blueprint of the portal's own, which entities of it can be given.
    @GetMapping("/system/{identifier}/structure")
    ObjectNode structure(@PathVariable String identifier) {
        require(Permission.READ_CATALOG);
        return Json.ok("blueprint", blueprints.require(identifier).toJson());
    }

    @DeleteMapping("/{identifier}")
    ObjectNode delete(
            @PathVariable String identifier,
            @RequestParam(name = "delete_actions", required = false) @Nullable String deleteActions) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        if ("true".equalsIgnoreCase(deleteActions)) {
            evolution.deleteWithActions(identifier, actor);
        } else {
            blueprints.delete(identifier, actor);
        }
        return Json.ok();
    }

    private Actor require(Permission permission) {
        Actor actor = currentActor.require();
        permissions.require(actor, permission);
        return actor;
    }
}

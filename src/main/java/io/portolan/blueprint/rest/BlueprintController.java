package io.portolan.blueprint.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.BlueprintGuard;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/blueprints`: the model over REST.
@RestController
@RequestMapping("/v1/blueprints")
class BlueprintController {

    private final BlueprintService blueprints;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    BlueprintController(BlueprintService blueprints, CurrentActor currentActor, Permissions permissions) {
        this.blueprints = blueprints;
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
    ObjectNode create(@RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        return Json.ok("blueprint", blueprints.create(body, actor).toJson());
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

    /// What stands against saving this document, without saving it.
    @PostMapping("/{identifier}/preview")
    ObjectNode preview(@PathVariable String identifier, @RequestBody ObjectNode body) {
        require(Permission.MANAGE_BLUEPRINTS);
        ArrayNode array = Json.array();
        for (BlueprintGuard.Objection objection : blueprints.objections(identifier, body)) {
            array.addObject()
                    .put("pointer", objection.pointer())
                    .put("reason", objection.reason())
                    .put("affected", objection.affected());
        }
        return Json.ok("objections", array);
    }

    @DeleteMapping("/{identifier}")
    ObjectNode delete(@PathVariable String identifier) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        blueprints.delete(identifier, actor);
        return Json.ok();
    }

    private Actor require(Permission permission) {
        Actor actor = currentActor.require();
        permissions.require(actor, permission);
        return actor;
    }
}

package io.portolan.catalog.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.catalog.ComputedExplanations;
import io.portolan.catalog.EntityJson;
import io.portolan.catalog.EntityPast;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How the values of an entity came about, and the way back to those it had.
@RestController
@RequestMapping("/v1/blueprints/{blueprint}/entities/{identifier}")
class PastController {

    private final ComputedExplanations explanations;
    private final EntityPast past;
    private final EntityJson json;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    PastController(
            ComputedExplanations explanations,
            EntityPast past,
            EntityJson json,
            CurrentActor currentActor,
            Permissions permissions) {
        this.explanations = explanations;
        this.past = past;
        this.json = json;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    /// Explains every computed value, or the one named by `property`.
    @GetMapping("/explain")
    ObjectNode explain(
            @PathVariable String blueprint,
            @PathVariable String identifier,
            @RequestParam(required = false) @Nullable String property) {
        Actor actor = require(Permission.READ_CATALOG);
        ArrayNode all = Json.array();
        explanations.of(blueprint, identifier, property, actor).forEach(all::add);
        return Json.ok("explanations", all);
    }

    /// `{"asOf": "2026-01-31T12:00:00Z"}`: gives the entity the values of that moment, or makes it again.
    @PostMapping("/restore")
    ObjectNode restore(@PathVariable String blueprint, @PathVariable String identifier, @RequestBody ObjectNode body) {
        Actor actor = require(Permission.READ_CATALOG);
        String moment = Json.text(body, "asOf");
        if (moment == null) {
            throw new PortalException.Invalid("/asOf", "must be a date and time, such as 2026-01-31T12:00:00Z");
        }
        past.requireRead(blueprint, identifier, actor);
        EntityPast.Restored restored = past.restore(blueprint, identifier, Json.moment(moment, "/asOf"), actor);
        ObjectNode answer = Json.ok("entity", json.of(restored.entity()));
        answer.set("skipped", Json.strings(restored.skipped()));
        return answer;
    }

    private Actor require(Permission permission) {
        Actor actor = currentActor.require();
        permissions.require(actor, permission);
        return actor;
    }
}

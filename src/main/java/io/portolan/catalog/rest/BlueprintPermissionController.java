package io.portolan.catalog.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintPermissions;
import io.portolan.blueprint.BlueprintRights.Right;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityRights;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Who may do what with the entities of a blueprint (dialect section 7.5).
@RestController
@RequestMapping("/v1/blueprints/{blueprint}/permissions")
class BlueprintPermissionController {

    private final BlueprintService blueprints;
    private final BlueprintPermissions rightsOf;
    private final EntityService entities;
    private final EntityRights rights;
    private final UserService users;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    BlueprintPermissionController(
            BlueprintService blueprints,
            BlueprintPermissions rightsOf,
            EntityService entities,
            EntityRights rights,
            UserService users,
            CurrentActor currentActor,
            Permissions permissions) {
        this.blueprints = blueprints;
        this.rightsOf = rightsOf;
        this.entities = entities;
        this.rights = rights;
        this.users = users;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping
    ObjectNode read(@PathVariable String blueprint) {
        require(Permission.READ_CATALOG);
        return Json.ok("permissions", rightsOf.of(blueprint));
    }

    /// Each block that is sent replaces the stored one whole; blocks that are not sent stay.
    @PatchMapping
    ObjectNode change(@PathVariable String blueprint, @RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        return Json.ok("permissions", rightsOf.change(blueprint, patch(body), actor));
    }

    /// What a user could do with an entity, or with new ones, and by which part of the rights; with `permissions`,
    /// as it would be after that change.
    ///
    /// The body is `{"user", "entity", "permissions"}`: an e-mail address, an identifier or nothing, a change of
    /// the rights or nothing.
    @PostMapping("/simulate")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode simulate(@PathVariable String blueprint, @RequestBody ObjectNode body) {
        require(Permission.MANAGE_BLUEPRINTS);
        String email = Json.text(body, "user");
        if (email == null) {
            throw new PortalException.Invalid("/user", "must be the e-mail address of a user");
        }
        User user = users.require(email);
        Actor actor = user.toActor();
        Blueprint kind = blueprints.require(blueprint);
        if (body.get("permissions") instanceof ObjectNode wanted) {
            kind = kind.withRights(rightsOf.with(blueprint, wanted));
        }
        String identifier = Json.text(body, "entity");
        Entity entity = identifier == null ? null : entities.require(blueprint, identifier);
        ObjectNode answer = Json.object().put("user", user.email());
        answer.set(
                "roles",
                Json.strings(actor.roles().stream().map(role -> role.wireName()).toList()));
        answer.set("teams", Json.strings(actor.teams()));
        answer.put("entity", identifier);
        ObjectNode results = answer.putObject("entities");
        for (Right right : Right.values()) {
            results.set(right.wireName(), verdict(rights.of(right, kind, entity, actor)));
        }
        ObjectNode properties = results.putObject("updateProperties");
        for (String name : EntityRights.changeable(kind)) {
            properties.set(name, verdict(rights.ofProperty(name, kind, entity, actor)));
        }
        ObjectNode relations = results.putObject("updateRelations");
        for (String name : kind.relations().keySet()) {
            relations.set(name, verdict(rights.ofRelation(name, kind, entity, actor)));
        }
        return Json.ok("simulation", answer);
    }

    private static ObjectNode verdict(EntityRights.Verdict verdict) {
        return Json.object().put("allowed", verdict.allowed()).put("reason", verdict.reason());
    }

    /// Some clients send the answer of the read back as it was.
    private static ObjectNode patch(ObjectNode body) {
        return body.get("permissions") instanceof ObjectNode inner ? inner : body;
    }

    private Actor require(Permission permission) {
        Actor actor = currentActor.require();
        permissions.require(actor, permission);
        return actor;
    }
}

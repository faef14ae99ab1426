package io.portolan.catalog.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.catalog.Migration;
import io.portolan.catalog.MigrationService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/migrations`: dialect section 1.7.
@RestController
@RequestMapping("/v1/migrations")
class MigrationController {

    private final MigrationService migrations;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    MigrationController(MigrationService migrations, CurrentActor currentActor, Permissions permissions) {
        this.migrations = migrations;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping
    ObjectNode all(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String blueprint) {
        require(Permission.READ_CATALOG);
        ArrayNode all = Json.array();
        migrations.find(status, actor, blueprint).forEach(migration -> all.add(migration.toJson()));
        return Json.ok("migrations", all);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.OK)
    ObjectNode start(@RequestBody ObjectNode body) {
        Actor actor = require(Permission.MANAGE_BLUEPRINTS);
        String source = Json.text(body, "sourceBlueprint");
        if (source == null) {
            throw new PortalException.Invalid("/sourceBlueprint", "must be the identifier of a blueprint");
        }
        if (!(body.get("mapping") instanceof ObjectNode mapping)) {
            throw new PortalException.Invalid("/mapping", "must be object");
        }
        return answer(migrations.start(source, mapping, actor));
    }

    @GetMapping("/{id}")
    ObjectNode one(@PathVariable String id) {
        require(Permission.READ_CATALOG);
        return answer(migrations.require(id));
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.OK)
    ObjectNode cancel(@PathVariable String id, @RequestBody(required = false) @Nullable ObjectNode body) {
        require(Permission.MANAGE_BLUEPRINTS);
        return answer(migrations.cancel(id, body == null ? null : Json.text(body, "reason")));
    }

    private static ObjectNode answer(Migration migration) {
        return Json.ok("migration", migration.toJson()).put("migrationId", migration.id());
    }

    private Actor require(Permission permission) {
        Actor actor = currentActor.require();
        permissions.require(actor, permission);
        return actor;
    }
}

package io.portolan.access.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.access.SecretService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Secrets: values go in, only names and descriptions come out.
@RestController
@RequestMapping("/v1/organization/secrets")
class SecretController {

    private final SecretService secrets;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    SecretController(SecretService secrets, CurrentActor currentActor, Permissions permissions) {
        this.secrets = secrets;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping
    ObjectNode list() {
        admin();
        ArrayNode list = Json.array();
        secrets.all().forEach(secret -> list.add(secret.toJson()));
        return Json.ok("secrets", list);
    }

    @PostMapping
    ObjectNode create(@RequestBody ObjectNode body) {
        Actor actor = admin();
        String name = text(body, "secretName");
        String value = text(body, "secretValue");
        if (name == null || value == null) {
            throw new PortalException.Invalid(
                    "", "must have required property '" + (name == null ? "secretName" : "secretValue") + "'");
        }
        return Json.ok(
                "secret",
                secrets.create(name, value, text(body, "description"), actor).toJson());
    }

    @GetMapping("/{name}")
    ObjectNode get(@PathVariable String name) {
        admin();
        return Json.ok("secret", secrets.require(name).toJson());
    }

    @PatchMapping("/{name}")
    ObjectNode patch(@PathVariable String name, @RequestBody ObjectNode body) {
        Actor actor = admin();
        return Json.ok(
                "secret",
                secrets.update(name, text(body, "secretValue"), text(body, "description"), actor)
                        .toJson());
    }

    /// As PATCH; the Python client uses this method.
    @PutMapping("/{name}")
    ObjectNode put(@PathVariable String name, @RequestBody ObjectNode body) {
        return patch(name, body);
    }

    @DeleteMapping("/{name}")
    ObjectNode delete(@PathVariable String name) {
        secrets.delete(name, admin());
        return Json.ok();
    }

    private Actor admin() {
        Actor actor = currentActor.require();
        permissions.require(actor, Permission.MANAGE_SECRETS);
        return actor;
    }

    private static @Nullable String text(ObjectNode body, String key) {
        JsonNode value = body.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            // no value in the answer: it may be the secret
            throw new PortalException.Invalid("/" + Violation.escape(key), "must be string");
        }
        if (value.stringValue().indexOf('\0') >= 0) {
            throw new PortalException.Invalid("/" + key, "must not contain the character U+0000");
        }
        return value.stringValue();
    }
}

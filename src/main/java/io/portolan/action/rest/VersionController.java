package io.portolan.action.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.action.ActionReferences;
import io.portolan.action.ActionVersion;
import io.portolan.action.ActionVersions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Former states of actions and automations, and the way back to them; what speaks of an action.
@RestController
@RequestMapping("/v1/actions/{identifier}")
class VersionController {

    private final ActionVersions versions;
    private final ActionReferences references;
    private final Permissions permissions;
    private final CurrentActor current;

    VersionController(
            ActionVersions versions, ActionReferences references, Permissions permissions, CurrentActor current) {
        this.versions = versions;
        this.references = references;
        this.permissions = permissions;
        this.current = current;
    }

    /// Newest first, also of an action that is deleted; `next` of the answer is the `cursor` of the following page.
    @GetMapping("/versions")
    ObjectNode list(
            @PathVariable String identifier,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        Slice<ActionVersion> page = versions.list(identifier, cursor, limit, current.require());
        ArrayNode listed = Json.array();
        page.items().forEach(version -> listed.add(version.toJson()));
        ObjectNode answer = Json.ok("versions", listed);
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return answer;
    }

    /// One version with its `definition`, `permissions`, and `before`, the state that it followed.
    @GetMapping("/versions/{version}")
    ObjectNode get(@PathVariable String identifier, @PathVariable String version) {
        ActionVersion found = versions.require(identifier, version, current.require());
        ObjectNode json = found.toJson();
        json.set("definition", found.definition());
        if (found.permissions() != null) {
            json.set("permissions", found.permissions());
        }
        if (found.before() != null) {
            json.set("before", found.before());
        }
        return Json.ok("version", json);
    }

    /// Saves the version again, with its permissions if `permissions` is true; `expected` is the newest version that
    /// the caller knows of.
    @PostMapping("/versions/{version}/restore")
    ObjectNode restore(
            @PathVariable String identifier,
            @PathVariable String version,
            @RequestBody(required = false) @Nullable ObjectNode body) {
        ObjectNode given = body == null ? Json.object() : body;
        JsonNode rights = given.path("permissions");
        if (!rights.isMissingNode() && !rights.isBoolean()) {
            throw new PortalException.Invalid("/permissions", "must be boolean");
        }
        return Json.ok(
                "action",
                versions.restore(
                                identifier,
                                version,
                                rights.booleanValue(false),
                                Json.text(given, "expected"),
                                current.require())
                        .toJson());
    }

    /// The automations and pages that speak of the action.
    @GetMapping("/references")
    ObjectNode references(@PathVariable String identifier) {
        Actor actor = current.require();
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        ArrayNode uses = Json.array();
        references
                .uses(identifier, actor)
                .forEach(use -> uses.addObject()
                        .put("kind", use.kind())
                        .put("identifier", use.identifier())
                        .put("title", use.title()));
        return Json.ok("references", uses);
    }
}

package io.portolan.action.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.access.UserService;
import io.portolan.action.Action;
import io.portolan.action.ActionExplainer;
import io.portolan.action.ActionService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
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

/// Actions and automations, and who may run and approve them.
@RestController
@RequestMapping("/v1")
class ActionController {

    private final ActionService actions;
    private final ActionExplainer explainer;
    private final UserService users;
    private final CurrentActor current;
    private final Permissions permissions;

    ActionController(
            ActionService actions,
            ActionExplainer explainer,
            UserService users,
            CurrentActor current,
            Permissions permissions) {
        this.actions = actions;
        this.explainer = explainer;
        this.users = users;
        this.current = current;
        this.permissions = permissions;
    }

    @GetMapping("/actions")
    ObjectNode list(
            @RequestParam(name = "trigger_type", required = false) @Nullable String triggerType,
            @RequestParam(name = "blueprint_identifier", required = false) @Nullable String blueprint) {
        reader();
        ArrayNode found = Json.array();
        for (Action action : actions.all()) {
            boolean wanted = (triggerType == null
                            || triggerType.isEmpty()
                            || action.isAutomation() == triggerType.equals("automation"))
                    && (blueprint == null || blueprint.isEmpty() || blueprint.equals(action.blueprint()));
            if (wanted) {
                found.add(action.toJson());
            }
        }
        return Json.ok("actions", found);
    }

    @PostMapping("/actions")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(@RequestBody ObjectNode body) {
        return Json.ok("action", actions.create(body, current.require()).toJson());
    }

    @GetMapping("/actions/{identifier}")
    ObjectNode get(@PathVariable String identifier) {
        reader();
        return Json.ok("action", actions.require(identifier).toJson());
    }

    @PutMapping("/actions/{identifier}")
    ObjectNode replace(@PathVariable String identifier, @RequestBody ObjectNode body) {
        return Json.ok(
                "action", actions.replace(identifier, body, current.require()).toJson());
    }

    @DeleteMapping("/actions/{identifier}")
    ObjectNode delete(@PathVariable String identifier) {
        actions.delete(identifier, current.require());
        return Json.ok();
    }

    /// Why the caller may or may not run it, on an entity if one is named, and why its inputs are as they are for
    /// `properties`, a JSON object. Whoever manages access asks for somebody else with `user`.
    @GetMapping("/actions/{identifier}/explain")
    ObjectNode explain(
            @PathVariable String identifier,
            @RequestParam(required = false) @Nullable String entity,
            @RequestParam(required = false) @Nullable String properties,
            @RequestParam(required = false) @Nullable String user) {
        Actor actor = current.require();
        boolean admin = actor.isAdmin();
        if (user != null && !user.isBlank()) {
            permissions.require(actor, Permission.MANAGE_ACCESS);
            actor = users.require(user).toActor();
        }
        ObjectNode given = properties == null || properties.isBlank() ? Json.object() : Json.parseObject(properties);
        return Json.ok(
                "explanation",
                explainer.explain(identifier, entity, given, actor).toJson(admin));
    }

    @GetMapping("/actions/{identifier}/permissions")
    ObjectNode rights(@PathVariable String identifier) {
        reader();
        return Json.ok(
                "permissions",
                actions.require(identifier).permissions().document().deepCopy());
    }

    @PatchMapping("/actions/{identifier}/permissions")
    ObjectNode changeRights(@PathVariable String identifier, @RequestBody ObjectNode body) {
        return Json.ok(
                "permissions",
                actions.patchPermissions(identifier, body, current.require()).document());
    }

    /// The deprecated routes under a blueprint, with the first version of the format.
    @GetMapping("/blueprints/{blueprint}/actions")
    ObjectNode ofBlueprint(@PathVariable String blueprint) {
        return list(null, blueprint);
    }

    @PostMapping("/blueprints/{blueprint}/actions")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode createLegacy(@PathVariable String blueprint, @RequestBody ObjectNode body) {
        return Json.ok(
                "action",
                actions.createLegacy(blueprint, body, current.require()).toJson());
    }

    private void reader() {
        Actor actor = current.require();
        permissions.require(actor, Permission.READ_CATALOG);
    }
}

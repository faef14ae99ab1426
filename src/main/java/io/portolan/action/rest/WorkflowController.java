package io.portolan.action.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.action.WorkflowService;
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
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Workflows: graphs of nodes that the portal carries out as actions with steps.
@RestController
@RequestMapping("/v1/workflows")
class WorkflowController {

    private final WorkflowService workflows;
    private final CurrentActor current;
    private final Permissions permissions;

    WorkflowController(WorkflowService workflows, CurrentActor current, Permissions permissions) {
        this.workflows = workflows;
        this.current = current;
        this.permissions = permissions;
    }

    @GetMapping
    ObjectNode list() {
        reader();
        ArrayNode found = Json.array();
        workflows.all().forEach(workflow -> found.add(workflow.toJson()));
        return Json.ok("workflows", found);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(@RequestBody ObjectNode body) {
        return Json.ok("workflow", workflows.create(body, current.require()).toJson());
    }

    @GetMapping("/{identifier}")
    ObjectNode get(@PathVariable String identifier) {
        reader();
        return Json.ok("workflow", workflows.require(identifier).toJson());
    }

    @PutMapping("/{identifier}")
    ObjectNode replace(@PathVariable String identifier, @RequestBody ObjectNode body) {
        return Json.ok(
                "workflow",
                workflows.replace(identifier, body, current.require()).toJson());
    }

    @DeleteMapping("/{identifier}")
    ObjectNode delete(@PathVariable String identifier) {
        workflows.delete(identifier, current.require());
        return Json.ok();
    }

    @GetMapping("/{identifier}/nodes/{node}")
    ObjectNode node(@PathVariable String identifier, @PathVariable String node) {
        reader();
        return Json.ok("node", workflows.require(identifier).node(node).deepCopy());
    }

    /// Who may start the workflow with that trigger.
    @GetMapping("/{identifier}/nodes/{node}/permissions")
    ObjectNode rights(@PathVariable String identifier, @PathVariable String node) {
        reader();
        return Json.ok("permissions", workflows.permissionsOf(identifier, node));
    }

    @PatchMapping("/{identifier}/nodes/{node}/permissions")
    ObjectNode changeRights(@PathVariable String identifier, @PathVariable String node, @RequestBody ObjectNode body) {
        workflows.permit(identifier, node, body, current.require());
        return rights(identifier, node);
    }

    @PostMapping("/{identifier}/nodes/{node}/permissions")
    ObjectNode setRights(@PathVariable String identifier, @PathVariable String node, @RequestBody ObjectNode body) {
        return changeRights(identifier, node, body);
    }

    /// Administrators only, from now on.
    @DeleteMapping("/{identifier}/nodes/{node}/permissions")
    ObjectNode removeRights(@PathVariable String identifier, @PathVariable String node) {
        workflows.permit(identifier, node, NullNode.getInstance(), current.require());
        return Json.ok();
    }

    private void reader() {
        Actor actor = current.require();
        permissions.require(actor, Permission.READ_CATALOG);
    }
}

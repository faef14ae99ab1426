package io.portolan.action.rest;

import io.portolan.access.CurrentActor;
import io.portolan.action.WorkflowRuns;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs of workflows and of their nodes, for people and for the programs that carry nodes out.
@RestController
@RequestMapping("/v1/workflows")
class WorkflowRunController {

    private final WorkflowRuns runs;
    private final CurrentActor current;

    WorkflowRunController(WorkflowRuns runs, CurrentActor current) {
        this.runs = runs;
        this.current = current;
    }

    /// Starts a run with `inputs`, the values of the trigger's form.
    @PostMapping("/{identifier}/runs")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode execute(@PathVariable String identifier, @RequestBody(required = false) @Nullable ObjectNode body) {
        JsonNode given = body == null ? Json.object() : body.path(body.has("inputs") ? "inputs" : "properties");
        if (!given.isObject() && !given.isMissingNode() && !given.isNull()) {
            throw new PortalException.Invalid("/inputs", "must be object");
        }
        ObjectNode inputs = given instanceof ObjectNode object ? object : Json.object();
        return Json.ok("run", runs.execute(identifier, inputs, current.require()));
    }

    @GetMapping("/runs")
    ObjectNode list(
            @RequestParam(name = "workflow", required = false) @Nullable String workflow,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        Slice<ObjectNode> page = runs.list(workflow, from, limit, current.require());
        ArrayNode found = Json.array();
        page.items().forEach(found::add);
        ObjectNode answer = Json.ok("runs", found);
        return page.next() == null ? answer : answer.put("next", page.next());
    }

    @GetMapping("/runs/{id}")
    ObjectNode get(@PathVariable String id) {
        return Json.ok("run", runs.require(id, current.require()));
    }

    /// Nodes for an agent or an integration, which holds them for a minute or for `visibilityTimeoutMs`.
    @PostMapping("/runs/claim-pending")
    ObjectNode claim(@RequestBody ObjectNode body) {
        ArrayNode claimed = Json.array();
        runs.claim(AgentClaims.read(body, true), current.require()).forEach(claimed::add);
        return Json.ok("nodeRuns", claimed);
    }

    @PatchMapping("/runs/ack")
    ObjectNode acknowledge(@RequestBody ObjectNode body) {
        String node = Json.text(body, "nodeRunIdentifier");
        if (node == null) {
            throw new PortalException.Invalid("/nodeRunIdentifier", "is required");
        }
        runs.acknowledge(node, current.require());
        return Json.ok().put("acked", true);
    }

    @GetMapping("/nodes/runs")
    ObjectNode nodes(@RequestParam(name = "external_run_id") String externalId) {
        ArrayNode found = Json.array();
        runs.withExternalId(externalId, current.require()).forEach(found::add);
        return Json.ok("nodeRuns", found);
    }

    @PatchMapping("/nodes/runs/{id}")
    ObjectNode report(@PathVariable String id, @RequestBody ObjectNode body) {
        return Json.ok("nodeRun", runs.report(id, body, current.require()));
    }

    @PostMapping("/nodes/runs/{id}/logs")
    ObjectNode log(@PathVariable String id, @RequestBody ObjectNode body) {
        runs.log(id, body, current.require());
        return Json.ok();
    }
}

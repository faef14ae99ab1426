package io.portolan.action.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.action.ActionRun;
import io.portolan.action.ActionService;
import io.portolan.action.AgentService;
import io.portolan.action.ApprovalService;
import io.portolan.action.DryRun;
import io.portolan.action.ExecuteCommand;
import io.portolan.action.RunFilter;
import io.portolan.action.RunLog;
import io.portolan.action.RunLogs;
import io.portolan.action.RunService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
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

/// Runs: starting, reporting, logging, approving and reading them.
@RestController
@RequestMapping("/v1/actions")
class RunController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST_AT_ONCE = 100;

    private final RunService runs;
    private final ApprovalService approvals;
    private final RunLogs logs;
    private final ActionService actions;
    private final DryRun dryRun;
    private final AgentService agents;
    private final UserService users;
    private final CurrentActor current;
    private final Permissions permissions;

    RunController(
            RunService runs,
            ApprovalService approvals,
            RunLogs logs,
            ActionService actions,
            DryRun dryRun,
            AgentService agents,
            UserService users,
            CurrentActor current,
            Permissions permissions) {
        this.runs = runs;
        this.approvals = approvals;
        this.logs = logs;
        this.actions = actions;
        this.dryRun = dryRun;
        this.agents = agents;
        this.users = users;
        this.current = current;
        this.permissions = permissions;
    }

    @PostMapping("/{action}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ObjectNode execute(
            @PathVariable String action,
            @RequestParam(name = "run_as", required = false) @Nullable String runAs,
            @RequestBody ObjectNode body) {
        ActionRun run = runs.execute(
                new ExecuteCommand(action, values(body), entity(body), Json.moment(body, "scheduledAt")), actor(runAs));
        return Json.ok("run", run.toJson());
    }

    /// One run for each of `entities` (1 to 100) with the same `properties`; those that are refused are named with
    /// their reasons.
    @PostMapping("/{action}/runs/bulk")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ObjectNode executeOnMany(
            @PathVariable String action,
            @RequestParam(name = "run_as", required = false) @Nullable String runAs,
            @RequestBody ObjectNode body) {
        List<String> entities =
                Json.texts(body.path("entities")).stream().distinct().toList();
        if (!actions.require(action).needsEntity()) {
            throw new PortalException.Invalid("/entities", "makes no sense here: the action works on no entity");
        }
        if (entities.isEmpty() || entities.size() > MOST_AT_ONCE) {
            throw new PortalException.Invalid("/entities", "must be a list of 1 to " + MOST_AT_ONCE + " identifiers");
        }
        Actor actor = actor(runAs);
        ArrayNode started = Json.array();
        ArrayNode errors = Json.array();
        for (int i = 0; i < entities.size(); i++) {
            try {
                ExecuteCommand command =
                        new ExecuteCommand(action, values(body), entities.get(i), Json.moment(body, "scheduledAt"));
                started.add(runs.execute(command, actor).toJson());
            } catch (PortalException e) {
                errors.addObject()
                        .put("identifier", entities.get(i))
                        .put("index", i)
                        .put("error", e.code())
                        .put("message", e.reason());
            }
        }
        ObjectNode answer = Json.ok("runs", started);
        answer.set("errors", errors);
        return answer;
    }

    /// What a run would be, without starting it: permission, approval, inputs and the rendered request.
    ///
    /// Whoever changes actions may send a `definition` that is not stored, and `run`, a recorded run whose
    /// inputs are taken.
    @PostMapping("/{action}/dry-run")
    ObjectNode dryRun(
            @PathVariable String action,
            @RequestParam(name = "run_as", required = false) @Nullable String runAs,
            @RequestBody ObjectNode body) {
        if (body.hasNonNull("definition")) {
            if (!(body.get("definition") instanceof ObjectNode definition)) {
                throw new PortalException.Invalid("/definition", "must be object");
            }
            ExecuteCommand command = new ExecuteCommand(action, values(body), entity(body));
            return Json.ok("dryRun", dryRun.ofDraft(definition, Json.text(body, "run"), command, current.require()));
        }
        return Json.ok("dryRun", dryRun.of(new ExecuteCommand(action, values(body), entity(body)), actor(runAs)));
    }

    /// Ends a run that is in progress; `reason` is shown.
    @PostMapping("/runs/{id}/cancel")
    ObjectNode cancel(@PathVariable String id, @RequestBody(required = false) @Nullable ObjectNode body) {
        String reason = body == null ? null : Json.text(body, "reason");
        return Json.ok("run", runs.cancel(id, reason, current.require()).toJson());
    }

    /// Runs for an agent or an integration, which holds them for a minute or for `visibilityTimeoutMs`.
    @PostMapping("/runs/claim-pending")
    ObjectNode claim(@RequestBody ObjectNode body) {
        ArrayNode claimed = Json.array();
        agents.claim(AgentClaims.read(body, false), current.require()).forEach(claimed::add);
        return Json.ok("runs", claimed);
    }

    /// The agent has these runs.
    @PatchMapping("/runs/ack")
    ObjectNode acknowledge(@RequestBody ObjectNode body) {
        String one = Json.text(body, "runId");
        List<String> ids = one == null ? Json.texts(body.path("runIds")) : List.of(one);
        return Json.ok().put("ackedCount", agents.acknowledge(ids, current.require()));
    }

    private static ObjectNode values(ObjectNode body) {
        JsonNode properties = body.path("properties");
        if (!properties.isObject() && !properties.isMissingNode() && !properties.isNull()) {
            throw new PortalException.Invalid("/properties", "must be object");
        }
        return properties instanceof ObjectNode object ? object : Json.object();
    }

    @GetMapping("/runs")
    ObjectNode list(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        RunFilter filter = new RunFilter(
                first(parameters, "action"),
                first(parameters, "blueprint"),
                first(parameters, "entity"),
                first(parameters, "active") == null ? null : Boolean.valueOf(first(parameters, "active")),
                first(parameters, "user_email") == null
                        ? first(parameters, "user_id")
                        : first(parameters, "user_email"),
                all(parameters, "source"),
                List.of(),
                first(parameters, "external_run_id"));
        Slice<ActionRun> page =
                runs.list(filter, current.require(), first(parameters, "from"), limit < 1 ? DEFAULT_LIMIT : limit);
        List<String> excluded = all(parameters, "exclude");
        ArrayNode found = Json.array();
        for (ActionRun run : page.items()) {
            ObjectNode json = run.toJson();
            json.remove(excluded);
            found.add(json);
        }
        ObjectNode answer = Json.ok("runs", found);
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return answer;
    }

    @GetMapping("/runs/{id}")
    ObjectNode get(@PathVariable String id) {
        return Json.ok("run", runs.require(id, current.require()).toJson());
    }

    @PatchMapping("/runs/{id}")
    ObjectNode report(@PathVariable String id, @RequestBody ObjectNode body) {
        return Json.ok("run", runs.report(id, body, current.require()).toJson());
    }

    @PatchMapping("/runs/{id}/response")
    ObjectNode respond(@PathVariable String id, @RequestBody ObjectNode body) {
        return Json.ok(
                "run",
                runs.respond(id, body.path("response"), current.require()).toJson());
    }

    @GetMapping("/runs/{id}/logs")
    ObjectNode logs(
            @PathVariable String id,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "offset", defaultValue = "0") long after) {
        ArrayNode lines = Json.array();
        long last = after;
        for (RunLog log : runs.logs(id, after, limit, current.require())) {
            lines.add(log.toJson());
            last = log.id();
        }
        return Json.ok("runLogs", lines).put("next", last);
    }

    /// The whole log as a file: `format=text` (default) or `ndjson`.
    @GetMapping("/runs/{id}/logs/download")
    void download(
            @PathVariable String id, @RequestParam(defaultValue = "text") String format, HttpServletResponse response)
            throws IOException {
        boolean json = format.equals("ndjson");
        if (!json && !format.equals("text")) {
            throw new PortalException.Invalid("/format", "must be text or ndjson");
        }
        Actor actor = current.require();
        runs.require(id, actor);
        response.setContentType(json ? "application/x-ndjson" : "text/plain");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + id + (json ? ".ndjson" : ".log") + "\"");
        logs.write(id, json ? RunLogs.Format.NDJSON : RunLogs.Format.TEXT, response.getWriter(), actor);
    }

    @PostMapping("/runs/{id}/logs")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode log(@PathVariable String id, @RequestBody ObjectNode body) {
        return Json.ok("runLog", runs.log(id, body, current.require()).toJson());
    }

    @PatchMapping("/runs/{id}/approval")
    ObjectNode decide(@PathVariable String id, @RequestBody ObjectNode body) {
        String status = Json.text(body, "status");
        boolean approve = "APPROVE".equals(status);
        if (!approve && !"DECLINE".equals(status)) {
            throw new PortalException.Invalid("/status", "must be APPROVE or DECLINE");
        }
        return Json.ok(
                "run",
                approvals
                        .decide(id, approve, Json.text(body, "description"), current.require())
                        .toJson());
    }

    @PostMapping("/runs/{id}/approval")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode decideByPost(@PathVariable String id, @RequestBody ObjectNode body) {
        return decide(id, body);
    }

    @GetMapping("/runs/{id}/approvers")
    ObjectNode approvers(
            @PathVariable String id,
            @RequestParam(name = "include_pending_approvers", defaultValue = "false") boolean pending) {
        ArrayNode approvers = Json.array();
        for (String email : approvals.approvedBy(id, current.require())) {
            approvers.addObject().put("email", email).put("approvalStatus", "APPROVED");
        }
        if (pending) {
            approvals
                    .waiting(runs.require(id, current.require()))
                    .map(ApprovalService.Waiting::asked)
                    .orElse(List.of())
                    .stream()
                    .map(email -> Json.object().put("email", email).put("approvalStatus", "PENDING"))
                    .forEach(approvers::add);
        }
        return Json.ok("approvers", approvers);
    }

    /// The actor, or the user that a client acts for.
    private Actor actor(@Nullable String runAs) {
        Actor actor = current.require();
        if (runAs == null || runAs.isBlank()) {
            return actor;
        }
        if (actor.kind() != Actor.Kind.MACHINE) {
            throw new PortalException.Forbidden("Only clients of the API can run an action for somebody else");
        }
        permissions.require(actor, Permission.MANAGE_ACCESS);
        User user = users.require(runAs);
        Actor person = user.toActor();
        return Actor.user(person.id(), person.name(), person.roles(), person.teams(), Origin.API);
    }

    private static @Nullable String entity(ObjectNode body) {
        JsonNode entity = body.path("entity");
        return entity.isObject() ? Json.text(entity, "identifier") : Json.text(body, "entity");
    }

    private static @Nullable String first(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static List<String> all(MultiValueMap<String, String> parameters, String name) {
        return parameters.getOrDefault(name, parameters.getOrDefault(name + "[]", List.of())).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isBlank())
                .toList();
    }
}

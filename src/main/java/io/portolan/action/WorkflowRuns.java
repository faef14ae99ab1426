package io.portolan.action;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs of workflows as clients of workflows see them (dialect section 6.1): a run is `wfr_…`, a step of it `wfnr_…`.
/// They are the runs of [RunService] under other names; rights and rules are the same.
@Service
public class WorkflowRuns {

    private static final String RUN = "wfr_";
    private static final String NODE = "wfnr_";

    private final RunService runs;
    private final AgentService agents;
    private final WorkflowRows rows;
    private final WorkflowService workflows;

    WorkflowRuns(RunService runs, AgentService agents, WorkflowRows rows, WorkflowService workflows) {
        this.runs = runs;
        this.agents = agents;
        this.rows = rows;
        this.workflows = workflows;
    }

    /// Starts a run. Throws as [RunService#execute] does.
    ///
    /// @param inputs values of the trigger's form
    @Transactional
    public ObjectNode execute(String workflow, ObjectNode inputs, Actor actor) {
        String entity = workflows
                .require(workflow)
                .entityInput()
                .map(input -> Json.text(inputs, input))
                .orElse(null);
        return json(runs.execute(new ExecuteCommand(workflow, inputs, entity), actor));
    }

    /// One page of runs, newest first; without a workflow those of all workflows, and then a page may be short though
    /// there are more.
    public Slice<ObjectNode> list(@Nullable String workflow, @Nullable String cursor, int limit, Actor actor) {
        RunFilter filter = workflow == null ? RunFilter.all() : RunFilter.ofAction(workflow);
        Slice<ActionRun> page = runs.list(filter, actor, cursor, limit);
        Set<String> known = rows.among(page.items().stream()
                .map(ActionRun::actionIdentifier)
                .distinct()
                .toList());
        return new Slice<>(
                page.items().stream()
                        .filter(run -> known.contains(run.actionIdentifier()))
                        .map(WorkflowRuns::json)
                        .toList(),
                page.next());
    }

    /// Throws [PortalException.NotFound].
    public ObjectNode require(String id, Actor actor) {
        return json(runs.require(runId(id), actor));
    }

    /// Steps that wait for an agent or an integration, each with its whole call, secrets included, under `config`.
    public List<ObjectNode> claim(AgentClaim claim, Actor agent) {
        return agents.claim(claim, agent).stream()
                .map(claimed -> {
                    ActionRun run = new ActionRun(claimed);
                    ObjectNode node =
                            RunSteps.current(run).map(step -> node(run, step)).orElseThrow();
                    node.set("config", claimed.path("payload"));
                    return node;
                })
                .toList();
    }

    /// The agent has the step. Throws [PortalException.Conflict] when it no longer waits, and
    /// [PortalException.NotFound].
    @Transactional
    public void acknowledge(String nodeRun, Actor agent) {
        ActionRun run = runs.held(runId(nodeRun), agent);
        if (!isUnderWay(run, nodeRun)) {
            throw new PortalException.Conflict("conflict", "Node run \"" + nodeRun + "\" is not under way any more");
        }
        agents.acknowledge(List.of(run.id()), agent);
    }

    /// Steps under way whose run has an identifier of their backend.
    public List<ObjectNode> withExternalId(String externalId, Actor actor) {
        RunFilter filter = new RunFilter(null, null, null, true, null, List.of(), List.of(), externalId);
        return runs.list(filter, actor, null, 10).items().stream()
                .flatMap(run -> RunSteps.current(run).stream().map(step -> node(run, step)))
                .toList();
    }

    /// A report on a step: `{status, result, output, logs, …}`. Throws [PortalException.Invalid] when the step is not
    /// under way.
    @Transactional
    public ObjectNode report(String nodeRun, ObjectNode body, Actor actor) {
        ActionRun run = underWay(nodeRun, actor);
        String node = nodeOf(nodeRun);
        lines(run.id(), body, actor);
        if (body.has("output")) {
            runs.respond(run.id(), body.path("output"), actor);
        }
        ObjectNode report = Json.object();
        for (String key : List.of("externalRunId", "link", "summary", "statusLabel")) {
            if (body.hasNonNull(key)) {
                report.set(key, body.get(key));
            }
        }
        String result = Json.text(body, "result");
        if (result != null || "COMPLETED".equals(Json.text(body, "status"))) {
            report.put("status", result(result).name());
        }
        if ("CANCELLED".equals(result) && !report.has("statusLabel")) {
            report.put("statusLabel", "Cancelled");
        }
        ActionRun after = runs.report(run.id(), report, actor);
        return RunSteps.steps(after).stream()
                .filter(step -> step.identifier().equals(node))
                .map(step -> node(after, step))
                .findFirst()
                .orElseThrow();
    }

    /// Lines for the log of the step's run, `{logs: [{level, message}]}`. Throws [PortalException.Invalid],
    /// [PortalException.NotFound] and [PortalException.Forbidden].
    @Transactional
    public void log(String nodeRun, ObjectNode body, Actor actor) {
        if (body.path("logs").isEmpty()) {
            throw new PortalException.Invalid("/logs", "must be a list of lines, each with a level and a message");
        }
        lines(runId(nodeRun), body, actor);
    }

    private void lines(String run, ObjectNode body, Actor actor) {
        JsonNode lines = body.path("logs");
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.path(i);
            String text = Json.text(line, "message");
            String message = text == null ? Json.text(line, "log") : text;
            String level = line.path("level").asString(line.path("logLevel").asString("INFO"));
            boolean plain = level.equals("INFO");
            ObjectNode log = Json.object();
            log.put("message", plain || message == null ? message : level + " " + message);
            String pointer = "/logs/" + i;
            try {
                runs.log(run, log, actor);
            } catch (PortalException.Invalid e) {
                throw new PortalException.Invalid(e.violations().stream()
                        .map(violation -> violation.under(pointer))
                        .toList());
            }
        }
    }

    private static RunStatus result(@Nullable String result) {
        return switch (result == null ? "SUCCESS" : result) {
            case "SUCCESS" -> RunStatus.SUCCESS;
            case "FAILED", "CANCELLED" -> RunStatus.FAILURE;
            default -> throw new PortalException.Invalid("/result", "must be SUCCESS, FAILED or CANCELLED");
        };
    }

    private ActionRun underWay(String nodeRun, Actor actor) {
        ActionRun run = runs.held(runId(nodeRun), actor);
        if (!isUnderWay(run, nodeRun)) {
            throw new PortalException.Invalid(
                    "", "Node run \"" + nodeRun + "\" is not under way and cannot be changed");
        }
        return run;
    }

    private static boolean isUnderWay(ActionRun run, String nodeRun) {
        return RunSteps.current(run)
                .filter(step -> step.identifier().equals(nodeOf(nodeRun)))
                .isPresent();
    }

    /// The run as a workflow run.
    private static ObjectNode json(ActionRun run) {
        ObjectNode json = Json.object();
        json.put("identifier", RUN + run.id().substring(2));
        RunStatus status = run.status();
        json.put("status", status.isFinal() ? "COMPLETED" : "IN_PROGRESS");
        json.put(
                "result",
                !status.isFinal()
                        ? null
                        : status == RunStatus.SUCCESS ? "SUCCESS" : run.endedEarly() ? "CANCELLED" : "FAILED");
        json.put("statusLabel", run.statusLabel());
        json.putObject("workflow").put("identifier", run.actionIdentifier()).put("title", run.actionTitle());
        json.put("actionRunId", run.id());
        ArrayNode nodes = json.putArray("nodeRuns");
        for (ActionStep step : RunSteps.steps(run)) {
            RunStep.Status state = RunSteps.status(run, step);
            if (state != RunStep.Status.WAITING && state != RunStep.Status.SKIPPED) {
                nodes.add(node(run, step));
            }
        }
        ObjectNode outputs = json.putObject("variables").putObject("outputs");
        Action action = run.action();
        String trigger = action.triggerIdentifier();
        if (trigger != null) {
            outputs.set(
                    trigger,
                    action.isAutomation() ? run.document().path("event").deepCopy() : run.maskedProperties());
        }
        if (run.document().get("outputs") instanceof ObjectNode given) {
            outputs.setAll(given.deepCopy());
        }
        json.put("createdAt", Json.time(run.createdAt()));
        json.put("createdBy", run.createdBy());
        json.set("updatedAt", run.document().path("updatedAt"));
        json.set("completedAt", run.document().path("endedAt"));
        return json;
    }

    private static ObjectNode node(ActionRun run, ActionStep step) {
        ObjectNode state = RunSteps.state(run.document(), step);
        RunStep.Status status = RunSteps.status(run, step);
        ObjectNode json = Json.object();
        json.put("identifier", NODE + run.id().substring(2) + "_" + step.identifier());
        json.put("nodeUid", step.identifier());
        json.putObject("node").put("identifier", step.identifier()).put("title", step.title());
        json.put("workflowRunIdentifier", RUN + run.id().substring(2));
        json.put("status", status.isOver() ? "COMPLETED" : "IN_PROGRESS");
        json.put(
                "result",
                switch (status) {
                    case WAITING, IN_PROGRESS, WAITING_FOR_APPROVAL -> null;
                    case SUCCESS, SKIPPED -> "SUCCESS";
                    case DECLINED -> step.isOptional() ? "SUCCESS" : "FAILED";
                    case FAILURE -> "FAILED";
                    case UNDONE -> "CANCELLED";
                });
        json.put("message", Json.text(state, "message"));
        JsonNode output = run.document().path("outputs").path(step.identifier());
        json.set("output", output.isObject() ? output.deepCopy() : Json.object());
        json.set("config", step.invocation());
        json.put("externalRunId", Json.text(run.document(), "externalRunId"));
        json.put("startedAt", Json.text(state, "startedAt"));
        json.put("completedAt", Json.text(state, "endedAt"));
        return json;
    }

    /// The id of the run that a workflow run or a step of one belongs to.
    private static String runId(String id) {
        if (id.startsWith(RUN)) {
            return "r_" + id.substring(RUN.length());
        }
        int end = id.indexOf('_', NODE.length());
        if (!id.startsWith(NODE) || end < 0) {
            throw new PortalException.NotFound("Workflow run", id);
        }
        return "r_" + id.substring(NODE.length(), end);
    }

    private static String nodeOf(String id) {
        return id.substring(id.indexOf('_', NODE.length()) + 1);
    }
}

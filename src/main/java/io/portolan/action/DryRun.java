package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.expression.ExpressionException;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a run of an action would be: whether the actor may, who would have to approve, which inputs are wrong, and
/// the request as it would be sent, secrets masked. Nothing is stored and nothing is sent.
@Service
public class DryRun {

    private static final String ID = "r_dryrun";

    private final ActionService actions;
    private final RunStart start;
    private final Calls calls;
    private final StepRunner steps;
    private final RunService runs;
    private final Permissions permissions;
    private final Clock clock;

    DryRun(
            ActionService actions,
            RunStart start,
            Calls calls,
            StepRunner steps,
            RunService runs,
            Permissions permissions,
            Clock clock) {
        this.actions = actions;
        this.start = start;
        this.calls = calls;
        this.steps = steps;
        this.runs = runs;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// `{permission: {allowed, reason}, approval: {required, type, approvers}, violations, properties, request,
    /// error}`; an action with steps has `steps: [{identifier, title, condition, request, error}]` in place of the
    /// last two.
    public ObjectNode of(ExecuteCommand command, Actor actor) {
        permissions.require(actor, Permission.READ_CATALOG);
        Action action = actions.require(command.action());
        if (action.isAutomation()) {
            throw new PortalException.Invalid(
                    "", "\"" + action.title() + "\" is an automation: try it on the past in its editor instead");
        }
        ObjectNode answer = Json.object();
        List<Violation> violations = new ArrayList<>();
        ActionRun.Start from = null;
        try {
            from = start.prepare(action, command, actions, actor);
        } catch (PortalException.Invalid e) {
            violations.addAll(e.violations());
        }
        boolean allowed = from == null
                ? !ActionPolicy.decidesExecution(action)
                        && action.permissions().mayExecute(actor, start.owners(action, command.entity(), actor))
                : start.mayExecute(action, from, actor);
        boolean may = allowed && action.isOpenTo(actor);
        answer.putObject("permission").put("allowed", may).put("reason", reason(action, from != null, allowed, actor));
        ObjectNode approval = answer.putObject("approval").put("required", action.requiresApproval());
        if (action.requiresApproval()) {
            approval.put("type", action.requiresAllApprovals() ? "ALL" : "ANY");
            approval.set("approvers", Json.strings(action.permissions().approverPrincipals()));
        }
        list(violations, answer);
        // whoever may not run it does not see what would be sent
        if (from != null && may) {
            show(ActionRun.start(ID, action, from, actor, clock.instant()), action, answer);
        }
        return answer;
    }

    /// The same for a definition that is not stored, without `permission` and `approval`, for those who change
    /// actions. Throws [PortalException.Invalid] when the definition is wrong.
    ///
    /// @param run a recorded run, of this action or another, whose inputs, entity and event are taken;
    ///     null for those of the command
    /// @param command what is filled in; its `action` is not looked at
    public ObjectNode ofDraft(ObjectNode definition, @Nullable String run, ExecuteCommand command, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Action action = actions.draft(definition);
        if (action.isAutomation() && run == null) {
            throw new PortalException.Invalid("/run", "is required: an automation has no inputs that could be made up");
        }
        ObjectNode answer = Json.object();
        List<Violation> violations = new ArrayList<>();
        if (run == null) {
            try {
                ActionRun.Start from = start.prepare(action, command, actions, actor);
                show(ActionRun.start(ID, action, from, actor, clock.instant()), action, answer);
            } catch (PortalException.Invalid e) {
                violations.addAll(e.violations());
            }
        } else {
            ActionRun trial = runs.require(run, actor).under(action);
            violations.addAll(start.review(trial, actor));
            show(trial, action, answer);
        }
        list(violations, answer);
        return answer;
    }

    private static void list(List<Violation> violations, ObjectNode answer) {
        ArrayNode listed = answer.putArray("violations");
        violations.forEach(violation ->
                listed.addObject().put("pointer", violation.pointer()).put("reason", violation.reason()));
    }

    private void show(ActionRun run, Action action, ObjectNode answer) {
        answer.set("properties", run.maskedProperties());
        if (action.hasSteps()) {
            answer.set("steps", steps.preview(run));
            return;
        }
        try {
            answer.set("request", calls.shown(run, action.invocation()));
        } catch (ExpressionException e) {
            answer.put("error", "A template failed: " + e.getMessage());
        }
    }

    private static String reason(Action action, boolean complete, boolean allowed, Actor actor) {
        if (!action.isOpenTo(actor)) {
            return "the action is not published";
        }
        if (!ActionPolicy.decidesExecution(action)) {
            return allowed
                    ? "the users, teams or roles of the action name them"
                    : "neither the users, teams nor roles of the action name them";
        }
        if (!complete) {
            return "the policy decides, once the inputs are right";
        }
        return allowed ? "the policy says yes" : "the policy says no";
    }
}

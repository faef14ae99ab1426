package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.expression.ExpressionException;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.time.Clock;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a run of an action would be: whether the actor may, who would have to approve, which inputs are wrong, and
/// the request as it would be sent, secrets masked. Nothing is stored and nothing is sent.
@Service
public class DryRun {

    private final ActionService actions;
    private final RunStart start;
    private final Calls calls;
    private final StepRunner steps;
    private final Permissions permissions;
    private final Clock clock;

    DryRun(ActionService actions, RunStart start, Calls calls, StepRunner steps, Permissions permissions, Clock clock) {
        this.actions = actions;
        this.start = start;
        this.calls = calls;
        this.steps = steps;
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
        ArrayNode violations = Json.array();
        ActionRun.Start from = null;
        try {
            from = start.prepare(action, command, actions, actor);
        } catch (PortalException.Invalid e) {
            for (Violation violation : e.violations()) {
                violations.addObject().put("pointer", violation.pointer()).put("reason", violation.reason());
            }
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
        answer.set("violations", violations);
        // whoever may not run it does not see what would be sent
        if (from != null && may) {
            ActionRun run = ActionRun.start("r_dryrun", action, from, actor, clock.instant());
            answer.set("properties", run.maskedProperties());
            if (action.hasSteps()) {
                answer.set("steps", steps.preview(run));
                return answer;
            }
            try {
                answer.set("request", calls.shown(run, action.invocation()));
            } catch (ExpressionException e) {
                answer.put("error", "A template failed: " + e.getMessage());
            }
        }
        return answer;
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

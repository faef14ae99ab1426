package io.portolan.action;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Steps that ask for an approval in the middle of a run. While one does, the run waits like one that has not begun:
/// the same people are told, reminded and may decide, unless the step names others. Pure.
final class StepApproval {

    /// Ways out of a step that asks, unless it names them.
    static final String APPROVE = "approve";

    static final String DECLINE = "decline";

    private StepApproval() {}

    /// The step that the run waits at.
    static Optional<ActionStep> waiting(ActionRun run) {
        return RunSteps.steps(run).stream()
                .filter(step -> RunSteps.status(run, step) == RunStep.Status.WAITING_FOR_APPROVAL)
                .findFirst();
    }

    /// What tells the approval from others of the same run: the step, or nothing for the run as a whole.
    static String key(ActionRun run) {
        return waiting(run).map(ActionStep::identifier).orElse("");
    }

    /// What the run asks its approvers.
    static ApprovalRows.Question question(ActionRun run) {
        return new ApprovalRows.Question(run.id(), key(run));
    }

    /// Since when the run waits.
    static Instant since(ActionRun run) {
        String asked = waiting(run)
                .map(step -> Json.text(RunSteps.state(run.document(), step), "startedAt"))
                .orElse(null);
        return asked == null ? run.createdAt() : Instant.parse(asked);
    }

    /// How many have to agree, unless all have to.
    static int needed(ActionRun run) {
        return waiting(run)
                .flatMap(ActionStep::approval)
                .map(approval -> approval.path("count").asInt(1))
                .orElse(1);
    }

    /// The action as it stands for what the run waits for: the present one, or that of the run when it is gone.
    static Action action(ActionRun run, Optional<Action> present) {
        return action(run, present.orElseGet(run::action));
    }

    /// The action as it stands for the approval that the run waits for: what the step says goes first.
    static Action action(ActionRun run, Action action) {
        ObjectNode approval = waiting(run).flatMap(ActionStep::approval).orElse(null);
        if (approval == null) {
            return action;
        }
        ObjectNode document = action.document().deepCopy();
        String type = Json.text(approval, "type");
        document.putObject("requiredApproval")
                .put("type", type == null ? "ANY" : type)
                .put("allowOwnRuns", action.allowsOwnApproval());
        take(approval, "notification", document, "approvalNotification");
        take(approval, "reminderHours", document, "approvalReminderHours");
        take(approval, "expiryHours", document, "approvalExpiryHours");
        return new Action(
                action.id(),
                document,
                permissions(action, approval),
                action.createdAt(),
                action.createdBy(),
                action.updatedAt(),
                action.updatedBy());
    }

    /// Everybody who may have to approve something of a run of the action.
    static List<String> principals(Action action) {
        Stream<ActionPermissions> ofSteps = action.steps().stream()
                .flatMap(step -> step.approval().stream())
                .map(approval -> permissions(action, approval));
        return Stream.concat(Stream.of(action.permissions()), ofSteps)
                .flatMap(permissions -> permissions.approverPrincipals().stream())
                .distinct()
                .toList();
    }

    /// Those of the action, but for the approvers whom the step names.
    private static ActionPermissions permissions(Action action, ObjectNode approval) {
        if (!(approval.get("approvers") instanceof ObjectNode approvers)) {
            return action.permissions();
        }
        ObjectNode patch = Json.object();
        ObjectNode approve = patch.putObject("approve");
        List.of("users", "teams", "roles")
                .forEach(list -> approve.set(list, Json.strings(Json.texts(approvers.path(list)))));
        return action.permissions().patched(patch);
    }

    /// The step is reached.
    static ActionRun asked(ActionRun run, ActionStep step, Instant now) {
        ObjectNode next = run.document().deepCopy();
        next.put("status", RunStatus.WAITING_FOR_APPROVAL.name());
        next.putNull("approval");
        ObjectNode state = RunSteps.state(next, step);
        state.put("status", RunStep.Status.WAITING_FOR_APPROVAL.name());
        state.put("startedAt", Json.time(now));
        state.put(
                "message",
                step.approval().map(asks -> Json.text(asks, "description")).orElse(null));
        next.put("updatedAt", Json.time(now));
        return new ActionRun(next);
    }

    /// The decision; the run goes on from there, be it to its end.
    static ObjectNode decided(
            ActionRun run, ActionStep step, boolean approved, @Nullable String description, String by, Instant now) {
        ObjectNode asks = step.approval().orElseGet(Json::object);
        String outlet = name(asks, approved);
        ObjectNode output = Json.object();
        output.put("status", (approved ? RunStep.Status.SUCCESS : RunStep.Status.DECLINED).name());
        output.putObject("selectedOutlet").put("identifier", outlet);
        ObjectNode answer = output.putArray("responses").addObject();
        String reason = Json.text(asks, "reason");
        answer.putObject("inputs").put(reason == null ? "reason" : reason, description);
        answer.putObject("submitterInfo").put("submittedBy", by);
        StepResult result = new StepResult(
                approved ? RunStep.Status.SUCCESS : RunStep.Status.DECLINED,
                (approved ? "Approved by " : "Declined by ")
                        + by
                        + (description == null || description.isBlank() ? "" : ": " + description),
                output,
                outlet,
                null,
                List.of());
        ObjectNode next = RunSteps.ended(run, step, result, now).document();
        next.put("status", RunStatus.IN_PROGRESS.name());
        ObjectNode approval = next.putObject("approval");
        approval.put("state", approved ? "APPROVED" : "DECLINED");
        approval.put("userId", by);
        approval.put("description", description);
        approval.put("step", step.identifier());
        return next;
    }

    private static String name(ObjectNode asks, boolean approved) {
        String named = Json.text(asks, approved ? "approveOutlet" : "declineOutlet");
        return named == null ? approved ? APPROVE : DECLINE : named;
    }

    private static void take(ObjectNode from, String key, ObjectNode to, String name) {
        if (from.hasNonNull(key)) {
            to.set(name, from.get(key).deepCopy());
        }
    }
}

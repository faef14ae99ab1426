package io.portolan.action;

import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may say yes or no to a run that waits, as a whole or at one of its steps, and when enough have agreed.
@Component
class RunApprovals {

    private final ActionService actions;
    private final RunRows runs;
    private final RunStart start;

    RunApprovals(ActionService actions, RunRows runs, RunStart start) {
        this.actions = actions;
        this.runs = runs;
        this.start = start;
    }

    /// Notes the decision; the run after it, or empty while others have to agree too. For a transaction that holds the
    /// run.
    Optional<ActionRun> decided(
            ActionRun run, boolean approve, @Nullable String description, Actor actor, Instant now) {
        Action action = action(run, actions.find(run.actionIdentifier()));
        if (!start.mayApprove(action, run, actor)) {
            throw new PortalException.Forbidden("\"" + actor.name() + "\" is not an approver of \"" + action.title()
                    + "\". Ask an administrator to be added to its approvers.");
        }
        if (run.createdBy().equals(actor.id())) {
            throw new PortalException.Forbidden("Nobody can approve or decline an own run; ask another approver.");
        }
        ActionRun decided = run.decide(approve, description, actor.id(), now);
        if (!runs.insertApproval(run.id(), StepApproval.key(run), actor.id(), approve, description, now)) {
            throw new PortalException.Conflict(
                    "conflict", "\"" + actor.name() + "\" has already decided on run \"" + run.id() + "\"");
        }
        return approve && !isEnough(action, run) ? Optional.empty() : Optional.of(decided);
    }

    private boolean isEnough(Action action, ActionRun run) {
        List<String> agreed = approvedBy(run);
        if (action.requiresAllApprovals()) {
            List<String> missing = new ArrayList<>(action.permissions().namedApprovers());
            missing.removeAll(agreed);
            return missing.isEmpty();
        }
        return agreed.size() >= StepApproval.needed(run);
    }

    /// The first of some runs that the actor can decide on now.
    List<ActionRun> decidable(List<ActionRun> some, int most, Actor actor) {
        Map<String, Optional<Action>> known = new HashMap<>();
        return some.stream()
                .filter(run -> run.status() == RunStatus.WAITING_FOR_APPROVAL
                        && !run.createdBy().equals(actor.id()))
                .filter(run -> start.mayApprove(
                        action(run, known.computeIfAbsent(run.actionIdentifier(), actions::find)), run, actor))
                .filter(run -> !approvedBy(run).contains(actor.id()))
                .limit(most)
                .toList();
    }

    /// E-mails of those who have agreed to what the run waits for, or waited for at first.
    List<String> approvedBy(ActionRun run) {
        return runs.approvedBy(run.id(), StepApproval.key(run));
    }

    /// The action as it stands for what the run waits for: the present one, or that of the run when it is gone.
    static Action action(ActionRun run, Optional<Action> present) {
        return StepApproval.action(run, present.orElseGet(run::action));
    }
}

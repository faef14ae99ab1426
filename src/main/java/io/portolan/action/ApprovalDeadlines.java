package io.portolan.action;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How long a run may wait for its approval, and when its approvers are reminded. For transactions that hold the run.
@Component
class ApprovalDeadlines {

    /// Key in the context of the change that reminds the approvers: the number of the reminder, from 1.
    static final String REMINDER = "approvalReminder";

    static final int MOST_REMINDERS = 3;

    private final ApprovalRows rows;
    private final ChangeLog changes;
    private final ActionSettings settings;

    ApprovalDeadlines(ApprovalRows rows, ChangeLog changes, ActionSettings settings) {
        this.rows = rows;
        this.changes = changes;
        this.settings = settings;
    }

    /// From now on the run waits, if it does.
    void begin(ActionRun run) {
        if (run.status() == RunStatus.WAITING_FOR_APPROVAL) {
            rows.begin(run.id(), after(StepApproval.since(run), reminder(run)), expiry(run));
        }
    }

    /// When the run is declined by itself; null for never.
    @Nullable
    Instant expiry(ActionRun run) {
        return after(StepApproval.since(run), patience(run));
    }

    /// Has the approvers reminded, by the change that is written.
    void remind(ActionRun run, Instant now) {
        int number = rows.reminded(run.id(), after(now, reminder(run)), MOST_REMINDERS);
        changes.append(
                NewChange.updated(ChangeKind.RUN_UPDATED, run.blueprint(), run.id(), run.toJson(), run.toJson())
                        .inRun(run.id())
                        .withContext(Json.object()
                                .put("actionIdentifier", run.actionIdentifier())
                                .put("entity", run.entity())
                                .put(REMINDER, number)),
                Actor.system());
    }

    /// The run as it is when its time is over.
    ActionRun expired(ActionRun run, Instant now) {
        return run.decide(false, reason(run), Actor.system().id(), now);
    }

    String reason(ActionRun run) {
        long hours = patience(run).toHours();
        String span = hours >= 48 && hours % 24 == 0
                ? hours / 24 + " days"
                : hours == 1
                        ? "1 hour"
                        : hours > 1 ? hours + " hours" : patience(run).toMinutes() + " minutes";
        return "Expired: it was not approved within " + span;
    }

    private Duration reminder(ActionRun run) {
        return asked(run).approvalReminder().orElse(settings.approvals().remindAfter());
    }

    private Duration patience(ActionRun run) {
        return asked(run).approvalExpiry().orElse(settings.approvals().expireAfter());
    }

    private static Action asked(ActionRun run) {
        return StepApproval.action(run, run.action());
    }

    private static @Nullable Instant after(Instant start, Duration span) {
        return span.isPositive() ? start.plus(span) : null;
    }
}

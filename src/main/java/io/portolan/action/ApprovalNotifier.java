package io.portolan.action;

import io.portolan.access.User;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/// Tells the approvers of a run that it waits for them, and reminds them.
///
/// What fails for a passing reason is repeated with the dispatcher's growing delays, at most [#MAX_ATTEMPTS] times for
/// each recipient; nobody is told twice. What came of it stands in the log of the run.
@Component
class ApprovalNotifier implements ChangeConsumer {

    static final int MAX_ATTEMPTS = RunInvoker.MAX_ATTEMPTS;

    private final RunRows runs;
    private final RunTraceRows traces;
    private final ApprovalRows rows;
    private final ApprovalRecipients recipients;
    private final ApprovalDeadlines deadlines;
    private final ApprovalLinks links;
    private final ApprovalHook hooks;
    private final ApprovalMail mail;
    private final ActionSettings settings;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalNotifier(
            RunRows runs,
            RunTraceRows traces,
            ApprovalRows rows,
            ApprovalRecipients recipients,
            ApprovalDeadlines deadlines,
            ApprovalLinks links,
            ApprovalHook hooks,
            ApprovalMail mail,
            ActionSettings settings,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.runs = runs;
        this.traces = traces;
        this.rows = rows;
        this.recipients = recipients;
        this.deadlines = deadlines;
        this.links = links;
        this.hooks = hooks;
        this.mail = mail;
        this.settings = settings;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "approval-notifier";
    }

    @Override
    public boolean wants(Change change) {
        boolean begins = (change.kind() == ChangeKind.RUN_CREATED || change.kind() == ChangeKind.RUN_UPDATED)
                && !waits(change.before())
                && waits(change.after());
        return begins
                || (change.kind() == ChangeKind.RUN_UPDATED && change.context().has(ApprovalDeadlines.REMINDER));
    }

    @Override
    public String key(Change change) {
        return change.identifier();
    }

    /// A channel that is slow holds up its own action only.
    @Override
    public String lane(Change change) {
        return RunInvoker.ofAction(name(), change);
    }

    @Override
    public void handle(Change change) throws RunInvoker.NotYet {
        ActionRun run = runs.find(change.identifier())
                .filter(found -> found.status() == RunStatus.WAITING_FOR_APPROVAL)
                .orElse(null);
        if (run == null) {
            return;
        }
        int number = change.context().path(ApprovalDeadlines.REMINDER).asInt(0);
        List<String> approvers = recipients.of(run).stream().map(User::email).toList();
        ApprovalNotice notice = new ApprovalNotice(
                run,
                number,
                approvers,
                settings.runPage(run.id()),
                links.addresses(run, approvers),
                deadlines.expiry(run));
        Round round = new Round(notice, new ArrayList<>(), new ArrayList<>());
        List<ApprovalChannel> channels = ApprovalChannel.of(StepApproval.action(run, run.action()));
        String step = StepApproval.key(run);
        String key = (step.isEmpty() ? "" : step + ":") + number + "/";
        for (int i = 0; i < channels.size(); i++) {
            tell(round, channels.get(i), key + i);
        }
        if (!round.told().isEmpty()) {
            log(
                    run,
                    (number == 0 ? "Told about the approval: " : "Reminded of the approval: ")
                            + String.join(", ", round.told()));
        }
        if (!round.failed().isEmpty()) {
            throw new RunInvoker.NotYet(String.join("; ", round.failed()));
        }
    }

    /// @param told who has just been told
    /// @param failed who is to be told later, and why
    private record Round(ApprovalNotice notice, List<String> told, List<String> failed) {}

    private interface Sending {
        void send() throws ApprovalMail.Undelivered;
    }

    private void tell(Round round, ApprovalChannel channel, String key) {
        switch (channel.kind()) {
            case JSON -> attempt(round, key, "the webhook", () -> hooks.send(round.notice(), channel));
            case SLACK -> attempt(round, key, "Slack", () -> hooks.send(round.notice(), channel));
            case EMAIL -> write(round, channel, key);
        }
    }

    private void write(Round round, ApprovalChannel channel, String key) {
        if (!mail.isConfigured()) {
            if (channel.asked()) {
                attempt(round, key, "the approvers by e-mail", () -> {
                    throw new ApprovalMail.Undelivered("e-mail is not configured (spring.mail.host)", false);
                });
            }
            return;
        }
        for (String approver : round.notice().approvers()) {
            attempt(round, key + "/" + approver, approver, () -> mail.send(round.notice(), approver));
        }
    }

    private void attempt(Round round, String key, String whom, Sending sending) {
        ActionRun run = round.notice().run();
        if (rows.isSettled(run.id(), key)) {
            return;
        }
        try {
            sending.send();
            rows.tried(run.id(), key, true);
            round.told().add(whom);
        } catch (ApprovalMail.Undelivered e) {
            int attempts = rows.tried(run.id(), key, false);
            if (e.isPassing() && attempts < MAX_ATTEMPTS) {
                round.failed().add(whom + ": " + e.getMessage());
                return;
            }
            rows.settle(run.id(), key);
            String given = attempts > 1 ? " (given up after " + attempts + " attempts)" : "";
            log(run, "Could not tell " + whom + " about the approval: " + e.getMessage() + given);
        }
    }

    private void log(ActionRun run, String line) {
        transactions.executeWithoutResult(status -> {
            traces.insertLog(run.id(), clock.instant(), line.replace('\0', ' '), null, null);
            events.publishEvent(new RunChanged(run.id()));
        });
    }

    private static boolean waits(@Nullable ObjectNode run) {
        return run != null && RunStatus.WAITING_FOR_APPROVAL.name().equals(Json.text(run, "status"));
    }
}

package io.portolan.action;

import io.portolan.access.User;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Who decides on runs that wait, and what comes of it (dialect section 5.6).
@Service
public class ApprovalService {

    /// How many waiting runs are looked at for the one who decides.
    private static final int MOST_READ = 200;

    /// The longest reason of a decision, in characters.
    public static final int LONGEST_REASON = 500;

    private final ActionService actions;
    private final RunService service;
    private final RunRows runs;
    private final ApprovalRows rows;
    private final RunTraceRows traces;
    private final RunStart start;
    private final ApprovalRecipients recipients;
    private final ApprovalDeadlines deadlines;
    private final ChangeLog changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalService(
            ActionService actions,
            RunService service,
            RunRows runs,
            ApprovalRows rows,
            RunTraceRows traces,
            RunStart start,
            ApprovalRecipients recipients,
            ApprovalDeadlines deadlines,
            ChangeLog changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.actions = actions;
        this.service = service;
        this.runs = runs;
        this.rows = rows;
        this.traces = traces;
        this.start = start;
        this.recipients = recipients;
        this.deadlines = deadlines;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /// Approves or declines what the run waits for, as a whole or at one of its steps. Nobody decides on an own run
    /// unless the action allows it.
    /// With `ALL`, it goes on when every named approver has agreed; one who declines ends it.
    ///
    /// Throws [PortalException.NotFound], [PortalException.Forbidden], [PortalException.Conflict] for a second
    /// word of the same approver, and [PortalException.Invalid] when the run does not wait, or with the pointer
    /// `/description` for a reason that is too long.
    @Transactional
    public ActionRun decide(String id, boolean approve, @Nullable String description, Actor actor) {
        String reason = reason(description);
        return decide(lock(id), approve, reason, false, actor);
    }

    /// The same by the link of a message; the audit log and the log of the run say so. Throws
    /// [PortalException.Conflict], too, when the run does not wait for the answer to that question any more.
    @Transactional
    ActionRun decideByLink(ApprovalRows.Question question, boolean approve, @Nullable String description, Actor actor) {
        String reason = reason(description);
        ActionRun run = lock(question.run());
        if (!StepApproval.question(run).equals(question)) {
            throw new PortalException.Conflict(
                    "conflict", "Run \"" + run.id() + "\" asks for another approval than the link was made for");
        }
        return decide(run, approve, reason, true, actor);
    }

    private ActionRun lock(String id) {
        return runs.lock(id).orElseThrow(() -> new PortalException.NotFound("Run", id));
    }

    private ActionRun decide(ActionRun run, boolean approve, @Nullable String reason, boolean byLink, Actor actor) {
        String id = run.id();
        Action action = StepApproval.action(run, actions.find(run.actionIdentifier()));
        String step = StepApproval.key(run);
        if (!start.mayApprove(action, run, actor)) {
            throw new PortalException.Forbidden("\"" + actor.name() + "\" is not an approver of \"" + action.title()
                    + "\". Ask an administrator to be added to its approvers.");
        }
        if (run.createdBy().equals(actor.id()) && !action.allowsOwnApproval()) {
            throw new PortalException.Forbidden(
                    "Nobody can approve or decline an own run of \"" + action.title() + "\"; ask another approver.");
        }
        ActionRun decided = run.decide(approve, reason, actor.id(), now());
        if (!rows.insertApproval(id, step, actor.id(), approve, reason, now())) {
            throw new PortalException.Conflict(
                    "conflict", "\"" + actor.name() + "\" has already decided on run \"" + id + "\"");
        }
        log(decided, approve, reason, byLink, actor);
        ObjectNode context = RunService.context(run).put("decision", approve ? "APPROVE" : "DECLINE");
        if (byLink) {
            context.put("approvalLink", true);
        }
        if (approve && !isEnough(action, run, step)) {
            changes.append(
                    NewChange.updated(ChangeKind.RUN_UPDATED, run.blueprint(), id, run.toJson(), run.toJson())
                            .inRun(id)
                            .withContext(context),
                    actor);
            events.publishEvent(new RunChanged(id));
            return run;
        }
        return service.save(run, decided, context, actor);
    }

    private static @Nullable String reason(@Nullable String description) {
        String reason =
                description == null ? "" : description.replace('\0', ' ').strip();
        if (reason.length() > LONGEST_REASON) {
            throw new PortalException.Invalid(
                    "/description", "must not be longer than " + LONGEST_REASON + " characters");
        }
        return reason.isEmpty() ? null : reason;
    }

    private boolean isEnough(Action action, ActionRun run, String step) {
        List<String> agreed = rows.approvedBy(run.id(), step);
        return action.requiresAllApprovals()
                ? agreed.containsAll(named(action, start.approvers(action, run)))
                : agreed.size() >= StepApproval.needed(run);
    }

    private static Collection<String> named(Action action, Optional<Set<String>> byPolicy) {
        return byPolicy.isPresent() ? byPolicy.get() : action.permissions().namedApprovers();
    }

    /// A no at a step that has another way to go does not end the run.
    private void log(ActionRun decided, boolean approve, @Nullable String reason, boolean byLink, Actor actor) {
        String line = (approve ? "Approved by " : "Declined by ")
                + actor.name()
                + (byLink ? " through the link in a message" : "")
                + (reason == null ? "" : ": " + reason);
        RunStatus end = !approve && decided.status().isFinal() ? decided.status() : null;
        traces.insertLog(decided.id(), now(), line, end, null);
    }

    /// Whether the actor can decide on the run now.
    public boolean mayDecide(ActionRun run, Actor actor) {
        return !decidable(List.of(run), 1, actor).isEmpty();
    }

    /// The first of some runs that the actor can decide on now.
    public List<ActionRun> decidable(List<ActionRun> some, int most, Actor actor) {
        List<ActionRun> waiting = some.stream()
                .filter(run -> run.status() == RunStatus.WAITING_FOR_APPROVAL)
                .toList();
        if (waiting.isEmpty()) {
            return List.of();
        }
        Set<ApprovalRows.Question> decided =
                rows.decidedBy(actor.id(), waiting.stream().map(ActionRun::id).toList());
        Map<String, Optional<Action>> known = new HashMap<>();
        return waiting.stream()
                .filter(run -> !decided.contains(StepApproval.question(run)))
                .filter(run -> mayApprove(
                        run,
                        StepApproval.action(run, known.computeIfAbsent(run.actionIdentifier(), actions::find)),
                        actor))
                .limit(most)
                .toList();
    }

    private boolean mayApprove(ActionRun run, Action action, Actor actor) {
        boolean own = run.createdBy().equals(actor.id());
        return (!own || action.allowsOwnApproval()) && start.mayApprove(action, run, actor);
    }

    /// Runs that wait for a yes or no which the actor can give, the newest first, of the newest 200 that wait.
    public List<ActionRun> waiting(int most, Actor actor) {
        RunFilter waiting =
                new RunFilter(null, null, null, null, null, List.of(), List.of(RunStatus.WAITING_FOR_APPROVAL), null);
        return decidable(service.list(waiting, actor, null, MOST_READ).items(), most, actor);
    }

    /// E-mails of those who have agreed to what the run waits for, or waited for at first. Throws
    /// [PortalException.NotFound], also when the actor may not see the run.
    public List<String> approvedBy(String id, Actor actor) {
        return rows.approvedBy(id, StepApproval.key(service.require(id, actor)));
    }

    /// What a run that waits is waiting for; empty when it does not wait.
    public Optional<Waiting> waiting(ActionRun run) {
        if (run.status() != RunStatus.WAITING_FOR_APPROVAL) {
            return Optional.empty();
        }
        Action action = StepApproval.action(run, actions.find(run.actionIdentifier()));
        Optional<Set<String>> byPolicy = start.approvers(action, run);
        return Optional.of(new Waiting(
                rows.approvedBy(run.id(), StepApproval.key(run)),
                recipients.of(run, byPolicy).stream().map(User::email).toList(),
                action.requiresAllApprovals() ? named(action, byPolicy).size() : StepApproval.needed(run),
                deadlines.expiry(run)));
    }

    /// What a run waits for.
    ///
    /// @param agreed e-mails of those who have agreed
    /// @param asked e-mails of those who can still decide, the first 50
    /// @param needed how many have to agree
    /// @param until when it is declined by itself; null for never
    public record Waiting(
            List<String> agreed,
            List<String> asked,
            int needed,
            @Nullable Instant until) {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

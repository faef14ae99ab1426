package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The life of a run: execute, report, log, read (dialect section 5.8); approval is the business of
/// [ApprovalService]. Each write is one transaction; carrying a run out is the business of a change consumer, after
/// the commit.
@Service
public class RunService {

    private static final Duration LATEST = Duration.ofDays(366);
    private static final int MAX_PAGE = 1000;
    private static final int MAX_REASON = 500;
    private static final int MAX_LOG_LINE = 64 * 1024;

    private final ActionService actions;
    private final RunRows runs;
    private final RunTraceRows traces;
    private final RunStart start;
    private final ApprovalDeadlines approvals;
    private final StepOutput outputs;
    private final ChangeLog changes;
    private final Permissions permissions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RunService(
            ActionService actions,
            RunRows runs,
            RunTraceRows traces,
            RunStart start,
            ApprovalDeadlines approvals,
            StepOutput outputs,
            ChangeLog changes,
            Permissions permissions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.actions = actions;
        this.runs = runs;
        this.traces = traces;
        this.start = start;
        this.approvals = approvals;
        this.outputs = outputs;
        this.changes = changes;
        this.permissions = permissions;
        this.events = events;
        this.clock = clock;
    }

    /// Starts a run of a self-service action. Throws [PortalException.NotFound] for the action or entity,
    /// [PortalException.Forbidden], and [PortalException.Invalid] with pointers into `/properties`.
    @Transactional
    public ActionRun execute(ExecuteCommand command, Actor actor) {
        permissions.require(actor, Permission.EXECUTE_ACTIONS);
        Action action = actions.require(command.action());
        if (action.isAutomation()) {
            throw new PortalException.Invalid(
                    "", "\"" + action.title() + "\" is an automation: its event starts it, people cannot");
        }
        boolean perhaps = ActionPolicy.decidesExecution(action)
                || action.permissions().mayExecute(actor)
                || action.permissions().ownedByTeam();
        if (!perhaps || !action.isOpenTo(actor)) {
            throw action.closedTo(actor);
        }
        ActionRun.Start from = start.prepare(action, command, actions, actor);
        if (!start.mayExecute(action, from, actor)) {
            throw action.closedTo(actor);
        }
        return insert(action, from, command.startAt(), actor);
    }

    /// Starts a run of an automation in consequence of an event (dialect section 6).
    @Transactional
    public ActionRun startFromAutomation(Action automation, ObjectNode event, Actor actor) {
        return insert(automation, start.prepare(event), null, actor);
    }

    /// A report from the backend, body of `PATCH /v1/actions/runs/{id}`. Throws [PortalException.Invalid] when the run
    /// has ended.
    @Transactional
    public ActionRun report(String id, ObjectNode body, Actor actor) {
        ActionRun run = lock(id);
        boolean withdrawal = run.status() == RunStatus.WAITING_FOR_APPROVAL
                && run.createdBy().equals(actor.id());
        if (!withdrawal) {
            permissions.require(actor, Permission.REPORT_RUNS);
        }
        RunReport report = RunReport.parse(body);
        return withdrawal ? save(run, run.report(report, actor.id(), now()), actor) : reported(run, report, actor);
    }

    /// What a backend says of a run; while a step is under way, of that step.
    private ActionRun reported(ActionRun run, RunReport report, Actor actor) {
        ActionStep step = RunSteps.current(run).orElse(null);
        RunStatus status = report.status();
        if (step == null || status == null || !status.isFinal() || run.status() != RunStatus.IN_PROGRESS) {
            return save(run, run.report(report, actor.id(), now()), actor);
        }
        ActionRun noted = RunSteps.noted(run, report, now());
        ActionRun next = RunSteps.ended(noted, step, outputs.reported(noted, step, report), now());
        runs.markInvoked(run.id(), false);
        return save(run, next, context(next).put(RunInvoker.NEXT_STEP, true), actor);
    }

    /// Takes back a run that waits for approval.
    @Transactional
    public ActionRun withdraw(String id, Actor actor) {
        return report(id, Json.object().put("status", RunStatus.FAILURE.name()), actor);
    }

    /// Appends a line, body of `POST /v1/actions/runs/{id}/logs`; a `terminationStatus` ends the run.
    @Transactional
    public RunLog log(String id, ObjectNode body, Actor actor) {
        permissions.require(actor, Permission.REPORT_RUNS);
        String message = Json.text(body, "message");
        if (message == null) {
            throw new PortalException.Invalid("/message", "is required");
        }
        if (message.indexOf('\0') >= 0) {
            throw new PortalException.Invalid("/message", "must not contain the character U+0000");
        }
        ActionRun run = lock(id);
        String termination = Json.text(body, "terminationStatus");
        String label = Json.text(body, "statusLabel");
        RunStatus status = null;
        if (termination != null) {
            ObjectNode report = Json.object().put("status", termination);
            status = reported(run, RunReport.parse(report.put("statusLabel", label)), actor)
                    .status();
        }
        String line = message.length() > MAX_LOG_LINE ? message.substring(0, MAX_LOG_LINE) + "…" : message;
        RunLog log = traces.insertLog(id, now(), line, status, label);
        events.publishEvent(new RunChanged(id));
        return log;
    }

    /// The answer that an agent got from the target, body of `PATCH /v1/actions/runs/{id}/response`.
    @Transactional
    public ActionRun respond(String id, JsonNode response, Actor actor) {
        ActionRun run = held(id, actor);
        RunReport report = new RunReport(null, null, null, null, null, response);
        return save(run, run.report(report, actor.id(), now()), actor);
    }

    /// The run for somebody who reports on it, held until the transaction ends. For this package's own
    /// transactions.
    ActionRun held(String id, Actor actor) {
        permissions.require(actor, Permission.REPORT_RUNS);
        return lock(id);
    }

    /// The run, or empty when there is none or the actor may not see it.
    public Optional<ActionRun> find(String id, Actor actor) {
        permissions.require(actor, Permission.READ_CATALOG);
        return runs.find(id).filter(run -> runs.mayView(id, actor));
    }

    /// Throws [PortalException.NotFound], also when the actor may not see the run.
    public ActionRun require(String id, Actor actor) {
        return find(id, actor).orElseThrow(() -> new PortalException.NotFound("Run", id));
    }

    /// Newest first, those that the actor may see.
    ///
    /// @param cursor [Slice#next()] of the previous page, null for the first
    public Slice<ActionRun> list(RunFilter filter, Actor actor, @Nullable String cursor, int limit) {
        permissions.require(actor, Permission.READ_CATALOG);
        int size = Math.clamp(limit, 1, MAX_PAGE);
        List<RunRows.Row> rows = runs.search(filter, actor, RunFilter.position(cursor), 0, size + 1);
        boolean more = rows.size() > size;
        List<RunRows.Row> page = more ? rows.subList(0, size) : rows;
        String next = more ? Long.toString(page.getLast().sequence()) : null;
        return new Slice<>(page.stream().map(RunRows.Row::run).toList(), next);
    }

    /// Like [#list], by position, for tables that scroll.
    public List<ActionRun> page(RunFilter filter, Actor actor, int offset, int limit) {
        permissions.require(actor, Permission.READ_CATALOG);
        return runs.search(filter, actor, null, Math.max(0, offset), Math.clamp(limit, 1, MAX_PAGE)).stream()
                .map(RunRows.Row::run)
                .toList();
    }

    /// Those of some runs that the actor may see, the newest first.
    public List<ActionRun> some(Collection<String> ids, Actor actor) {
        permissions.require(actor, Permission.READ_CATALOG);
        return runs.some(ids, actor);
    }

    /// Log lines after the one with the number `after`, oldest first.
    public List<RunLog> logs(String id, long after, int limit, Actor actor) {
        require(id, actor);
        return traces.logs(id, after, Math.clamp(limit, 1, 10_000));
    }

    /// The calls to the backend so far.
    public List<RunAttempt> attempts(String id, Actor actor) {
        require(id, actor);
        return traces.attempts(id);
    }

    /// Ends a run before its backend does: who started it may, and who reports on runs. The backend is told where
    /// the action says how. Throws [PortalException.Invalid] when the run has ended.
    @Transactional
    public ActionRun cancel(String id, @Nullable String reason, Actor actor) {
        ActionRun run = lock(id);
        if (!run.createdBy().equals(actor.id())) {
            permissions.require(actor, Permission.REPORT_RUNS);
        }
        String why = reason == null ? "" : ": " + reason.replace('\0', ' ').strip();
        if (why.length() > MAX_REASON) {
            throw new PortalException.Invalid("/reason", "must not be longer than " + MAX_REASON + " characters");
        }
        return end(run, "Cancelled by " + actor.name() + why, actor);
    }

    /// Whether the actor can cancel the run now.
    public boolean mayCancel(ActionRun run, Actor actor) {
        return run.status() == RunStatus.IN_PROGRESS
                && (run.createdBy().equals(actor.id()) || permissions.allows(actor, Permission.REPORT_RUNS));
    }

    /// The backend took the run while it was being ended, and has to hear of that. For this package's own
    /// transactions.
    void heardTooLate(ActionRun run) {
        changes.append(
                NewChange.updated(ChangeKind.RUN_UPDATED, run.blueprint(), run.id(), run.toJson(), run.toJson())
                        .inRun(run.id())
                        .withContext(context(run).put(RunCanceller.ENDED_EARLY, true)),
                Actor.system());
    }

    /// The moment of a run for later has come. For this package's own transactions.
    ActionRun begin(ActionRun run, Instant now, Actor actor) {
        ActionRun begun = save(run, run.begun(now), actor);
        runs.schedule(run.id(), null, deadline(run, now));
        return begun;
    }

    /// A step of the run asks its approvers. For this package's own transactions.
    void ask(ActionRun run, ActionRun waiting) {
        approvals.begin(save(run, waiting, Actor.system()));
    }

    /// For this package's own transactions.
    ActionRun end(ActionRun run, String why, Actor actor) {
        RunReport report = RunReport.parse(
                Json.object().put("status", RunStatus.FAILURE.name()).put("statusLabel", why));
        ActionRun next = run.report(report, actor.id(), now()).early();
        traces.insertLog(run.id(), now(), why, RunStatus.FAILURE, null);
        return save(run, next, context(next).put(RunCanceller.ENDED_EARLY, true), actor);
    }

    private ActionRun insert(Action action, ActionRun.Start from, @Nullable Instant startAt, Actor actor) {
        ActionRun run = ActionRun.start(Ids.random("r_"), action, from, actor, now());
        if (startAt != null) {
            if (!startAt.isAfter(now()) || startAt.isAfter(now().plus(LATEST))) {
                throw new PortalException.Invalid("/scheduledAt", "must lie in the future, within a year");
            }
            run = run.scheduled(startAt);
        }
        runs.insert(run, action.anyoneSeesRuns() ? List.of("*") : StepApproval.principals(action));
        limit(run);
        approvals.begin(run);
        changes.append(
                NewChange.created(ChangeKind.RUN_CREATED, run.blueprint(), run.id(), run.toJson())
                        .inRun(run.id())
                        .withContext(context(run)),
                actor);
        events.publishEvent(new RunChanged(run.id()));
        return run;
    }

    /// Stores a later state of a run and says so. For this package's own transactions.
    ActionRun save(ActionRun former, ActionRun next, Actor actor) {
        return save(former, next, context(next), actor);
    }

    /// The same with more about it, beginning with [#context].
    ActionRun save(ActionRun former, ActionRun next, ObjectNode context, Actor actor) {
        runs.update(next);
        if (former.status() != RunStatus.IN_PROGRESS) {
            limit(next);
        }
        changes.append(
                NewChange.updated(ChangeKind.RUN_UPDATED, next.blueprint(), next.id(), former.toJson(), next.toJson())
                        .inRun(next.id())
                        .withContext(context),
                actor);
        events.publishEvent(new RunChanged(next.id()));
        return next;
    }

    /// From when it is in progress, its time runs; that of a run for later from when it begins.
    private void limit(ActionRun run) {
        if (run.status() != RunStatus.IN_PROGRESS) {
            return;
        }
        Instant start = run.scheduledAt();
        Instant deadline = start == null ? deadline(run, now()) : null;
        if (start != null || deadline != null) {
            runs.schedule(run.id(), start, deadline);
        }
    }

    private static @Nullable Instant deadline(ActionRun run, Instant from) {
        int minutes = run.action().timeoutMinutes();
        return minutes == 0 ? null : from.plus(Duration.ofMinutes(minutes));
    }

    /// What every change of a run says.
    static ObjectNode context(ActionRun run) {
        return Json.object().put("actionIdentifier", run.actionIdentifier()).put("entity", run.entity());
    }

    private ActionRun lock(String id) {
        return runs.lock(id).orElseThrow(() -> new PortalException.NotFound("Run", id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

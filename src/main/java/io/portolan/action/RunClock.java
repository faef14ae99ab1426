package io.portolan.action;

import io.portolan.kernel.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// What time does to runs: those for later start, those that nobody has ended in time fail, approvers are reminded, and
/// what nobody approves is declined.
@Service
public class RunClock {

    private static final Logger log = LoggerFactory.getLogger(RunClock.class);
    private static final int BATCH = 200;

    private final RunRows runs;
    private final RunTraceRows traces;
    private final RunService service;
    private final ApprovalRows waiting;
    private final ApprovalDeadlines approvals;
    private final DraftRows drafts;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RunClock(
            RunRows runs,
            RunTraceRows traces,
            RunService service,
            ApprovalRows waiting,
            ApprovalDeadlines approvals,
            DraftRows drafts,
            TransactionTemplate transactions,
            Clock clock) {
        this.runs = runs;
        this.traces = traces;
        this.service = service;
        this.waiting = waiting;
        this.approvals = approvals;
        this.drafts = drafts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Does what is due now; each run in a transaction of its own.
    public void tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Due begun = new Due("start_at", RunStatus.IN_PROGRESS, now);
        each(runs.toStart(now, BATCH), begun, run -> service.begin(run, now, Actor.system()));
        each(
                runs.timedOut(now, BATCH),
                new Due("timeout_at", RunStatus.IN_PROGRESS, now),
                run -> service.end(
                        run,
                        "Timed out: nobody ended it within " + run.action().timeoutMinutes() + " minutes",
                        Actor.system()));
        Due expired = new Due("expire_at", RunStatus.WAITING_FOR_APPROVAL, now);
        each(waiting.toExpire(now, BATCH), expired, run -> expire(run, now));
        Due reminded = new Due("remind_at", RunStatus.WAITING_FOR_APPROVAL, now);
        each(waiting.toRemind(now, BATCH), reminded, run -> approvals.remind(run, now));
        drafts.deleteBefore(now.minus(DraftService.KEPT));
    }

    private void expire(ActionRun run, Instant now) {
        ActionRun expired = approvals.expired(run, now);
        RunStatus end = expired.status().isFinal() ? expired.status() : null;
        traces.insertLog(run.id(), now, approvals.reason(run), end, null);
        service.save(run, expired, Actor.system());
    }

    private interface Step {
        void take(ActionRun run);
    }

    /// What is asked again of each run when it is held: it may wait for something else by then.
    private record Due(String moment, RunStatus status, Instant now) {}

    private void each(List<String> ids, Due due, Step step) {
        for (String id : ids) {
            try {
                transactions.executeWithoutResult(transaction ->
                        runs.lockDue(id, due.moment(), due.status(), due.now()).ifPresent(step::take));
            } catch (RuntimeException e) {
                // the others are due all the same; this one is tried again with the next tick
                log.error("What is due at {} of the run {} failed", due.moment(), id, e);
            }
        }
    }
}

package io.portolan.action;

import io.portolan.kernel.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// What time does to runs: those for later start, those that nobody has ended in time fail.
@Service
public class RunClock {

    private static final int BATCH = 200;

    private final RunRows runs;
    private final RunService service;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RunClock(RunRows runs, RunService service, TransactionTemplate transactions, Clock clock) {
        this.runs = runs;
        this.service = service;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Does what is due now; each run in a transaction of its own.
    public void tick() {
        Instant now = clock.instant();
        each(runs.toStart(now, BATCH), run -> service.begin(run, now, Actor.system()));
        each(
                runs.timedOut(now, BATCH),
                run -> service.end(
                        run,
                        "Timed out: nobody ended it within " + run.action().timeoutMinutes() + " minutes",
                        Actor.system()));
    }

    private interface Step {
        void take(ActionRun run);
    }

    private void each(List<String> ids, Step step) {
        for (String id : ids) {
            transactions.executeWithoutResult(status -> runs.lock(id)
                    .filter(run -> run.status() == RunStatus.IN_PROGRESS)
                    .ifPresent(step::take));
        }
    }
}

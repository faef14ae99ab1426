package io.portolan.automation;

import io.portolan.action.ActionRun;
import io.portolan.action.RunService;
import io.portolan.automation.Firing.Outcome;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.expression.ExpressionException;
import io.portolan.kernel.Actor;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/// Starts automations. Each firing and its run are one transaction, so a change that comes twice starts nothing twice;
/// one automation that fails does not keep the others from starting.
@Component
class AutomationConsumer implements ChangeConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(AutomationConsumer.class);

    private final TriggerIndex index;
    private final FiringRows firings;
    private final RunService runs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AutomationConsumer(
            TriggerIndex index, FiringRows firings, RunService runs, TransactionTemplate transaction, Clock clock) {
        this.index = index;
        this.firings = firings;
        this.runs = runs;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "automation";
    }

    @Override
    public boolean wants(Change change) {
        return !index.match(change).isEmpty();
    }

    @Override
    public void handle(Change change) {
        ObjectNode event = EventJson.of(change);
        RuntimeException failure = null;
        for (Automation automation : index.match(change)) {
            try {
                react(automation, change, event);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void react(Automation automation, Change change, ObjectNode event) {
        Condition condition = automation.condition();
        if (condition == null) {
            record(automation, change, Outcome.CONDITION_FAILED, automation.broken());
            return;
        }
        try {
            if (!condition.test(event)) {
                return;
            }
        } catch (ExpressionException e) {
            record(automation, change, Outcome.CONDITION_FAILED, e.getMessage());
            return;
        }
        if (change.depth() >= Change.MAX_DEPTH) {
            LOG.warn(
                    "Automation {} is not started by change {}: the chain is too long",
                    automation.identifier(),
                    change.id());
            record(
                    automation,
                    change,
                    Outcome.LOOP_STOPPED,
                    "This change is the end of a chain of " + change.depth()
                            + " automations that started each other. Narrow a condition in the chain.");
            return;
        }
        start(automation, change, event);
    }

    private void start(Automation automation, Change change, ObjectNode event) {
        transaction.executeWithoutResult(status -> {
            if (record(automation, change, Outcome.STARTED, null)) {
                Actor actor =
                        Actor.automation(automation.identifier(), new Actor.Cause(change.id(), change.depth() + 1));
                ActionRun run = runs.startFromAutomation(automation.action(), event.deepCopy(), actor);
                firings.started(automation.identifier(), change.id(), run.id());
            }
        });
    }

    private boolean record(Automation automation, Change change, Outcome outcome, @Nullable String message) {
        return firings.insert(
                new Firing(automation.identifier(), change.id(), outcome, null, message, clock.instant()));
    }
}

package io.portolan.changelog;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Collects what one transaction appended and tells the dispatcher and the interface once it is committed.
final class AfterCommit implements TransactionSynchronization {

    private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

    private final ChangeDispatcher dispatcher;
    private final ApplicationEventPublisher events;
    private final List<Change> changes = new ArrayList<>();
    private boolean deliveries;

    private AfterCommit(ChangeDispatcher dispatcher, ApplicationEventPublisher events) {
        this.dispatcher = dispatcher;
        this.events = events;
    }

    static void remember(
            List<Change> changes, boolean deliveries, ChangeDispatcher dispatcher, ApplicationEventPublisher events) {
        AfterCommit mine = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(AfterCommit.class::isInstance)
                .map(AfterCommit.class::cast)
                .findFirst()
                .orElse(null);
        if (mine == null) {
            mine = new AfterCommit(dispatcher, events);
            TransactionSynchronizationManager.registerSynchronization(mine);
        }
        mine.changes.addAll(changes);
        mine.deliveries |= deliveries;
    }

    @Override
    public void afterCompletion(int status) {
        if (status != STATUS_COMMITTED) {
            return;
        }
        if (deliveries) {
            dispatcher.wake();
        }
        try {
            events.publishEvent(new ChangesCommitted(changes));
        } catch (RuntimeException e) {
            LOG.warn("A listener for committed changes failed; nothing is lost but a refresh", e);
        }
    }
}

package io.portolan.audit.ui;

import io.portolan.access.CurrentActor;
import io.portolan.audit.AuditTrail;
import io.portolan.changelog.ChangeFilter;
import org.springframework.stereotype.Service;

/// Makes the parts of the audit log that other pages show, for the user at hand.
@Service
public class HistoryPanels {

    private final AuditTrail trail;
    private final CurrentActor currentActor;

    HistoryPanels(AuditTrail trail, CurrentActor currentActor) {
        this.trail = trail;
        this.currentActor = currentActor;
    }

    /// Everything that happened to one entity.
    public HistoryPanel entity(String blueprint, String identifier) {
        return new HistoryPanel(trail, currentActor.require(), ChangeFilter.entity(blueprint, identifier));
    }

    /// Everything that happened to a run and on its behalf.
    public HistoryPanel run(String runId) {
        return new HistoryPanel(trail, currentActor.require(), ChangeFilter.run(runId));
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.html.Anchor;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.EntityNavigation;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The entities that a run has changed, from the change log.
@Component
class RunEffects {

    private static final int MOST = 100;

    private final ChangeHistory history;

    RunEffects(ChangeHistory history) {
        this.history = history;
    }

    /// Identifiers of the runs that changed an entity lately, of its last hundred changes.
    Set<String> on(Entity entity) {
        Set<String> ids = new LinkedHashSet<>();
        for (Change change : history.find(ChangeFilter.entity(entity.blueprint(), entity.identifier()), null, MOST)
                .items()) {
            if (change.runId() != null) {
                ids.add(change.runId());
            }
        }
        return ids;
    }

    List<Anchor> of(String run) {
        Map<String, Anchor> links = new LinkedHashMap<>();
        ChangeFilter filter = ChangeFilter.run(run).withResources(Set.of("entity"));
        for (Change change : history.find(filter, null, MOST).items()) {
            String blueprint = change.blueprint();
            if (blueprint != null) {
                links.putIfAbsent(
                        blueprint + "/" + change.identifier(),
                        new Anchor(
                                EntityNavigation.entity(blueprint, change.identifier()),
                                blueprint + " " + change.identifier()));
            }
        }
        return List.copyOf(links.values());
    }
}

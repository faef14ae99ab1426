package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.portolan.action.ui.ActionPanels;
import io.portolan.audit.ui.HistoryPanels;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.EntityPanels;
import io.portolan.scorecard.ui.ScorecardPanels;
import org.springframework.stereotype.Service;

/// What stands in the tabs of an entity's page, made of the panels of other rooms when a tab is opened.
@Service
class EntityTabs {

    private final EntityPanels panels;
    private final ScorecardPanels scorecards;
    private final HistoryPanels history;
    private final ActionPanels actions;

    EntityTabs(EntityPanels panels, ScorecardPanels scorecards, HistoryPanels history, ActionPanels actions) {
        this.panels = panels;
        this.scorecards = scorecards;
        this.history = history;
        this.actions = actions;
    }

    Component content(EntityTab tab, Entity entity) {
        return switch (tab) {
            case OVERVIEW -> {
                Div overview = new Div(panels.properties(entity), panels.relations(entity));
                overview.addClassName("pg-overview");
                yield overview;
            }
            case RELATED -> panels.graph(entity);
            case SCORECARDS -> scorecards.of(entity);
            case RUNS -> actions.runs(entity);
            case HISTORY -> {
                Div past = new Div(panels.past(entity), history.entity(entity.blueprint(), entity.identifier()));
                past.addClassName("pg-history");
                yield past;
            }
        };
    }
}

package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.portolan.action.ActionRun;
import io.portolan.audit.ui.HistoryPanels;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.EntityPanels;
import io.portolan.kernel.Actor;
import io.portolan.page.HomeData;
import io.portolan.scorecard.ui.ScorecardPanels;
import io.portolan.ui.EmptyState;
import io.portolan.ui.Texts;
import java.util.List;
import org.springframework.stereotype.Service;

/// What stands in the tabs of an entity's page, made of the panels of other rooms when a tab is opened.
@Service
class EntityTabs {

    private static final int RUNS = 50;

    private final EntityPanels panels;
    private final ScorecardPanels scorecards;
    private final HistoryPanels history;
    private final HomeData data;

    EntityTabs(EntityPanels panels, ScorecardPanels scorecards, HistoryPanels history, HomeData data) {
        this.panels = panels;
        this.scorecards = scorecards;
        this.history = history;
        this.data = data;
    }

    Component content(EntityTab tab, Entity entity, Actor viewer) {
        return switch (tab) {
            case OVERVIEW -> {
                Div overview = new Div(panels.properties(entity), panels.relations(entity));
                overview.addClassName("pg-overview");
                yield overview;
            }
            case RELATED -> panels.graph(entity);
            case SCORECARDS -> scorecards.of(entity);
            case RUNS -> runs(entity, viewer);
            case HISTORY -> history.entity(entity.blueprint(), entity.identifier());
        };
    }

    private Component runs(Entity entity, Actor viewer) {
        List<ActionRun> runs = data.runsOf(entity, viewer, RUNS);
        return runs.isEmpty()
                ? new EmptyState("zap", Texts.get("page.runs.empty.title"), Texts.get("page.runs.empty.text"))
                : RunList.of(runs);
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.action.ActionRun;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.catalog.Entity;
import io.portolan.kernel.Actor;
import io.portolan.ui.EmptyState;
import io.portolan.ui.Icons;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The latest runs of an entity, live.
@CssImport("./action/action.css")
public class RunsPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final transient RunService runs;
    private final transient Actor viewer;
    private final transient RunFilter filter;
    private final transient Entity entity;
    private final transient RunEffects effects;

    RunsPanel(Entity entity, RunService runs, RunEffects effects, LiveRuns live, Actor viewer) {
        this.entity = entity;
        this.effects = effects;
        this.runs = runs;
        this.viewer = viewer;
        this.filter = RunFilter.ofEntity(entity.blueprint(), entity.identifier());
        addClassName("act-runs");
        refresh();
        live.watch(this, () -> null, this::refresh);
    }

    private void refresh() {
        removeAll();
        Map<String, ActionRun> known = new HashMap<>();
        Stream.concat(
                        runs.list(filter, viewer, null, SHOWN).items().stream(),
                        runs.some(effects.on(entity), viewer).stream())
                .forEach(run -> known.put(run.id(), run));
        List<ActionRun> found = known.values().stream()
                .sorted(Comparator.comparing(ActionRun::createdAt).reversed())
                .limit(SHOWN)
                .toList();
        if (found.isEmpty()) {
            add(new EmptyState(
                    "rocket", getTranslation("action.runs.none"), getTranslation("action.runs.noneOfEntity")));
            return;
        }
        UnorderedList list = new UnorderedList();
        for (ActionRun run : found) {
            Anchor link = new Anchor(ActionPages.run(run.id()), run.actionTitle());
            Span by = new Span(getTranslation("action.run.by", run.startedBy()));
            by.addClassName("act-muted");
            list.add(new ListItem(
                    Icons.of(run.actionIcon() == null ? "rocket" : run.actionIcon()),
                    link,
                    StatusBadge.of(run.status().name()),
                    by,
                    new RelativeTime(run.createdAt())));
        }
        add(list);
    }
}

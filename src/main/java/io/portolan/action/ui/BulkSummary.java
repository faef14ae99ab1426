package io.portolan.action.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.action.Action;
import io.portolan.action.ActionRun;
import io.portolan.action.RunService;
import io.portolan.action.RunStatus;
import io.portolan.kernel.Actor;
import io.portolan.ui.StatusBadge;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What came of one form for several entities: each with its run, whose state follows, or with the reason why there is
/// none.
class BulkSummary extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient RunService runs;
    private final transient Actor viewer;
    private final transient Map<String, ActionRun> started;
    private final transient Map<String, String> refused;
    private final Paragraph sum = new Paragraph();
    private final UnorderedList list = new UnorderedList();

    /// @param started by entity
    /// @param refused the reason, by entity
    BulkSummary(
            Action action,
            Map<String, ActionRun> started,
            Map<String, String> refused,
            RunService runs,
            LiveRuns live,
            Actor viewer) {
        this.runs = runs;
        this.viewer = viewer;
        this.started = new LinkedHashMap<>(started);
        this.refused = refused;
        setHeaderTitle(action.title());
        setWidth("min(40rem, 96vw)");
        sum.getElement().setAttribute("role", "status");
        list.addClassName("act-bulk");
        Div body = new Div(sum, list);
        body.addClassName("act-runs");
        add(body);
        Button all = new Button(getTranslation("action.bulk.runs"), event -> {
            close();
            UI.getCurrent().navigate(ActionPages.RUNS, QueryParameters.of("action", action.identifier()));
        });
        Button done = new Button(getTranslation("ui.close"), event -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(all, done);
        show();
        live.watch(this, () -> null, this::refresh);
    }

    /// One question for all of them.
    private void refresh() {
        Map<String, ActionRun> now = new HashMap<>();
        runs.some(started.values().stream().map(ActionRun::id).toList(), viewer).forEach(run -> now.put(run.id(), run));
        started.replaceAll((entity, run) -> now.getOrDefault(run.id(), run));
        show();
    }

    private void show() {
        long ended =
                started.values().stream().filter(run -> run.status().isFinal()).count();
        long failed = started.values().stream()
                .filter(run -> run.status().isFinal() && run.status() != RunStatus.SUCCESS)
                .count();
        sum.setText(getTranslation("action.bulk.sum", started.size(), ended, failed, refused.size()));
        list.removeAll();
        refused.forEach((entity, reason) -> {
            Span why = new Span(reason);
            why.addClassName("act-bulk-refused");
            list.add(new ListItem(new Span(entity), why));
        });
        started.forEach((entity, run) -> list.add(new ListItem(
                new Anchor(ActionPages.run(run.id()), entity),
                StatusBadge.of(run.status().name()),
                new Span(run.summary() == null ? "" : run.summary()))));
    }
}

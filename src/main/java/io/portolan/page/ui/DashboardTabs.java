package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.LiveChanges;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.page.EntityDashboards;
import io.portolan.page.LayoutRow;
import io.portolan.page.PageService;
import io.portolan.page.ui.AutomaticTabs.AutomaticTab;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.EmptyState;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.JsonForm;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Dashboards as tabs on the page of an entity, and what administrators do with them there.
@Service
class DashboardTabs {

    private final EntityDashboards dashboards;
    private final PageService pages;
    private final WidgetRenderer renderer;
    private final LiveChanges live;

    DashboardTabs(EntityDashboards dashboards, PageService pages, WidgetRenderer renderer, LiveChanges live) {
        this.dashboards = dashboards;
        this.pages = pages;
        this.renderer = renderer;
        this.live = live;
    }

    /// @param changed called with the key of a tab that was changed, with an empty text when it was removed
    List<AutomaticTab> of(Entity entity, Actor viewer, Consumer<String> changed) {
        JsonNode shown = entity.toJson();
        return dashboards.of(entity.blueprint(), viewer).stream()
                .map(tab -> new AutomaticTab(
                        tab.key(),
                        tab.title(),
                        List.of(tab.page().definition(), shown),
                        () -> content(tab, entity, viewer, changed)))
                .toList();
    }

    boolean mayAdd(Actor viewer) {
        return pages.mayManage(viewer);
    }

    /// Asks for the title of a new tab.
    ///
    /// @param added called with its key
    void ask(String blueprint, Actor viewer, Consumer<String> added) {
        JsonForm form = new JsonForm(List.of(
                FieldSpec.of("title", Texts.get("page.column.title"), Kind.STRING)
                        .withLimits(new Limits(null, (double) EntityDashboards.LONGEST_TITLE, null, null, null))
                        .asRequired(true),
                PageDeeds.icon()));
        new PageFormDialog(
                        Texts.get("page.entity.tab.new"),
                        Texts.get("page.pages.create"),
                        form,
                        value -> added.accept(dashboards
                                .add(
                                        blueprint,
                                        value.path("title").stringValue("").strip(),
                                        Json.text(value, "icon"),
                                        viewer)
                                .key()))
                .open();
    }

    private Component content(EntityDashboards.Tab tab, Entity entity, Actor viewer, Consumer<String> changed) {
        Div content = new Div();
        boolean manages = pages.mayChange(tab.page(), viewer) && !tab.page().isLocked();
        if (manages) {
            content.add(buttons(tab, viewer, changed));
        }
        List<LayoutRow> rows = dashboards.rows(tab, entity, viewer);
        content.add(
                rows.isEmpty()
                        ? new EmptyState(
                                "dashboard",
                                Texts.get("page.dashboard.empty.title"),
                                Texts.get(manages ? "page.entity.tab.empty" : "page.dashboard.empty.text"))
                        : new DashboardRows(rows, renderer, live, viewer));
        return content;
    }

    private Component buttons(EntityDashboards.Tab tab, Actor viewer, Consumer<String> changed) {
        Button edit = new Button(
                Texts.get("page.edit"),
                Icons.of("pencil"),
                click -> new PageEditor(tab.page(), edited -> {
                            pages.replace(tab.page().identifier(), edited, viewer);
                            changed.accept(tab.key());
                        })
                        .open());
        Button remove = new Button(
                Texts.get("page.entity.tab.remove"),
                Icons.of("trash"),
                click -> ConfirmDialogs.delete(tab.title(), Texts.get("page.entity.tab.remove.text"), () -> {
                    try {
                        dashboards.remove(tab, viewer);
                        changed.accept("");
                    } catch (PortalException e) {
                        Notices.failure(e);
                    }
                }));
        List.of(edit, remove).forEach(button -> button.addThemeVariants(ButtonVariant.TERTIARY));
        Div row = new Div(edit, remove);
        row.addClassNames("pt-row", "pg-tab-buttons");
        return row;
    }
}

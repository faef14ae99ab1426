package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The steps of an action, in their order, one of them chosen. An action with one call can be given steps here.
class StepList extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ActionDraft draft;
    private final transient DraftSteps steps;
    private final transient TemplatePaths paths;
    private final transient Pickers pickers;
    private final transient Consumer<@Nullable ObjectNode> chosen;
    private final OrderList list = new OrderList(new Deeds());
    private transient String current = "";

    /// @param chosen told which step is chosen; null for an action with one call
    StepList(ActionDraft draft, TemplatePaths paths, Pickers pickers, Consumer<@Nullable ObjectNode> chosen) {
        this.draft = draft;
        this.steps = new DraftSteps(draft);
        this.paths = paths;
        this.pickers = pickers;
        this.chosen = chosen;
        addClassName("act-step-editor");
    }

    /// Shows the steps as they are now.
    void refresh() {
        removeAll();
        List<ObjectNode> all = steps.all();
        if (all.isEmpty()) {
            Button several = new Button(getTranslation("action.step.several"), Icons.of("list-checks"), event -> {
                steps.split(getTranslation("action.step.first"));
                refresh();
            });
            several.setTooltipText(getTranslation("action.step.several.text"));
            add(several);
            chosen.accept(null);
            return;
        }
        ObjectNode selected = steps.find(current).orElse(all.getFirst());
        current = DraftSteps.id(selected);
        showList();
        Paragraph hint = new Paragraph(getTranslation("action.step.hint"));
        hint.addClassName("pt-muted");
        add(new H2(getTranslation("action.step.title")), hint, list, buttons());
        chosen.accept(selected);
    }

    private void showList() {
        list.show(steps.all().stream().map(this::entry).toList(), "");
    }

    private OrderList.Entry entry(ObjectNode step) {
        String id = DraftSteps.id(step);
        List<EnumBadge> badges = new ArrayList<>();
        if (step.has("condition")) {
            badges.add(new EnumBadge(getTranslation("action.step.conditional"), BadgeColor.BLUE));
        }
        if ("continue".equals(step.path("onFailure").stringValue(""))) {
            badges.add(new EnumBadge(getTranslation("action.step.optional"), BadgeColor.ORANGE));
        }
        if (step.has(CallEditor.COMPENSATION)) {
            badges.add(new EnumBadge(getTranslation("action.step.back.short"), BadgeColor.PURPLE));
        }
        return new OrderList.Entry(
                id,
                DraftSteps.title(step),
                getTranslation("action.step." + DraftSteps.Kind.of(step)) + " · " + id,
                badges,
                () -> choose(id),
                id.equals(current));
    }

    private void choose(String id) {
        String unread = draft.unread();
        if (unread != null && !id.equals(current)) {
            Notices.error(unread);
            return;
        }
        current = id;
        refresh();
    }

    private Div buttons() {
        MenuBar more = new MenuBar();
        MenuItem add = more.addItem(new Div(Icons.of("plus"), new Span(getTranslation("action.step.add"))));
        for (DraftSteps.Kind kind : DraftSteps.Kind.values()) {
            add.getSubMenu()
                    .addItem(
                            getTranslation("action.step." + kind),
                            event -> new StepDialog(draft, null, kind, paths, pickers, this::choose).open());
        }
        Button one = new Button(getTranslation("action.step.one"), event -> {
            steps.join();
            refresh();
        });
        one.addThemeVariants(ButtonVariant.TERTIARY);
        one.setVisible(steps.isOneCall());
        Div row = new Div(more, one);
        row.addClassName("pt-row");
        return row;
    }

    private final class Deeds implements OrderList.Deeds {
        @Override
        public void move(String id, int by) {
            steps.move(id, by);
            showList();
        }

        @Override
        public void change(String id) {
            steps.find(id)
                    .ifPresent(step -> new StepDialog(
                                    draft, id, DraftSteps.Kind.of(step), paths, pickers, StepList.this::choose)
                            .open());
        }

        @Override
        public void remove(String id) {
            if (steps.all().size() == 1) {
                steps.reset();
            } else {
                steps.remove(id);
            }
            refresh();
        }
    }
}

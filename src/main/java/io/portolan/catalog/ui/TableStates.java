package io.portolan.catalog.ui;

import com.vaadin.flow.component.button.Button;
import io.portolan.blueprint.Blueprint;
import io.portolan.ui.EmptyState;
import io.portolan.ui.Texts;
import org.jspecify.annotations.Nullable;

/// What stands in a table without rows: why there are none, and the way on.
final class TableStates {

    private TableStates() {}

    /// There is nothing of a kind yet.
    ///
    /// @param create makes the first; null for readers who may not
    static EmptyState none(Blueprint kind, @Nullable Runnable create) {
        String icon = kind.icon() == null ? "box" : kind.icon();
        String title = Texts.get("catalog.empty", kind.title());
        return create == null
                ? new EmptyState(icon, title, Texts.get("catalog.empty.reader"))
                : new EmptyState(
                        icon,
                        title,
                        Texts.get("catalog.empty.writer"),
                        new Button(Texts.get("catalog.new", kind.title()), event -> create.run()));
    }

    /// Nothing is found by the words and the filter.
    static EmptyState nothing(Runnable reset) {
        return new EmptyState(
                "search",
                Texts.get("catalog.nothing"),
                Texts.get("catalog.nothing.text"),
                new Button(Texts.get("catalog.reset"), event -> reset.run()));
    }

    /// Nothing fulfils the rules of the page.
    static EmptyState nothingHere() {
        return new EmptyState("search", Texts.get("catalog.pages.nothing"), Texts.get("catalog.pages.nothing.text"));
    }

    /// The search was refused.
    static EmptyState failed(String reason) {
        return new EmptyState("circle-alert", Texts.get("catalog.failed"), reason);
    }

    /// The groups are still being found.
    static EmptyState grouping(GroupKey by) {
        return new EmptyState("list", Texts.get("catalog.group.wait"), by.title());
    }

    /// The groups could not be found.
    static EmptyState ungrouped(Runnable without) {
        return new EmptyState(
                "circle-alert",
                Texts.get("catalog.group.failed"),
                Texts.get("catalog.group.failed.text"),
                new Button(Texts.get("catalog.group.without"), event -> without.run()));
    }
}

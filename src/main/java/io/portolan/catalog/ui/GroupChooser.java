package io.portolan.catalog.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.portolan.ui.Icons;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Chooses what the rows of a table are grouped by, and opens or closes all groups.
class GroupChooser extends Div {

    private static final long serialVersionUID = 1L;

    private final Select<GroupKey> by = new Select<>();
    private final Button all = new Button();
    private final transient List<GroupKey> offered;
    private boolean showing;
    private boolean open;

    /// @param chosen called with the key of the property or relation to group by; empty for none
    /// @param everything called with whether all groups shall be open
    GroupChooser(List<GroupKey> offered, Consumer<String> chosen, Consumer<Boolean> everything) {
        this.offered = offered;
        addClassName("cat-groups");
        by.setItems(offered);
        by.setItemLabelGenerator(one -> one == null ? getTranslation("catalog.group.none") : one.title());
        by.setEmptySelectionAllowed(true);
        by.setEmptySelectionCaption(getTranslation("catalog.group.none"));
        by.setPrefixComponent(new Span(getTranslation("catalog.group")));
        by.setAriaLabel(getTranslation("catalog.group"));
        by.addValueChangeListener(event -> {
            if (!showing) {
                chosen.accept(event.getValue() == null ? "" : event.getValue().key());
            }
        });
        all.addThemeVariants(ButtonVariant.TERTIARY);
        all.addClickListener(event -> everything.accept(!open));
        all.setVisible(false);
        add(by, all);
    }

    Optional<GroupKey> find(String key) {
        return offered.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    void choose(String key) {
        showing = true;
        by.setValue(find(key).orElse(null));
        showing = false;
        all.setVisible(false);
    }

    /// Says what its button does with these groups.
    void show(List<TableGroup> groups) {
        open = groups.stream().anyMatch(TableGroup::open);
        all.setVisible(!groups.isEmpty());
        all.setIcon(Icons.of(open ? "chevrons-down-up" : "chevrons-up-down"));
        String does = getTranslation(open ? "catalog.group.close" : "catalog.group.open");
        all.setAriaLabel(does);
        all.setTooltipText(does);
    }
}

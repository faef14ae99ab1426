package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.portolan.ui.Icons;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Things whose order counts: each can be moved, changed and removed. The focus stays with what was moved.
class OrderList extends Div {

    private static final long serialVersionUID = 1L;

    /// @param what a few words on what it is
    /// @param choose what pressing its title does; null when that does nothing
    /// @param chosen whether it is the one that was pressed
    record Entry(
            String id,
            String title,
            String what,
            List<? extends Component> badges,
            @Nullable Runnable choose,
            boolean chosen) {}

    /// What is done to entries, by their identifier.
    interface Deeds {
        /// Up (-1) or down (1).
        void move(String id, int by);

        void change(String id);

        void remove(String id);
    }

    private final transient Deeds deeds;
    private transient String focus = "";

    OrderList(Deeds deeds) {
        this.deeds = deeds;
        addClassName("act-inputs");
    }

    /// @param none what is said when there are no entries
    void show(List<Entry> entries, String none) {
        removeAll();
        if (entries.isEmpty()) {
            Paragraph text = new Paragraph(none);
            text.addClassName("pt-muted");
            add(text);
            return;
        }
        OrderedList rows = new OrderedList();
        for (int i = 0; i < entries.size(); i++) {
            rows.add(row(entries.get(i), i > 0, i < entries.size() - 1));
        }
        add(rows);
        focus = "";
    }

    private ListItem row(Entry entry, boolean up, boolean down) {
        Span what = new Span(entry.what());
        what.addClassName("act-muted");
        Div badges = new Div();
        badges.addClassName("pt-row");
        entry.badges().forEach(badges::add);
        Button higher = button("chevron-up", "action.entry.up", entry, () -> move(entry.id(), -1));
        higher.setEnabled(up);
        Button lower = button("chevron-down", "action.entry.down", entry, () -> move(entry.id(), 1));
        lower.setEnabled(down);
        if (focus.equals(entry.id() + "/-1")) {
            (up ? higher : lower).focus();
        } else if (focus.equals(entry.id() + "/1")) {
            (down ? lower : higher).focus();
        }
        Div buttons = new Div(
                higher,
                lower,
                button("pencil", "action.entry.change", entry, () -> deeds.change(entry.id())),
                button("trash", "action.entry.remove", entry, () -> deeds.remove(entry.id())));
        buttons.addClassName("act-input-buttons");
        ListItem row = new ListItem(new Div(title(entry), what), badges, buttons);
        row.setClassName("act-chosen", entry.chosen());
        return row;
    }

    private static Component title(Entry entry) {
        Runnable choose = entry.choose();
        if (choose == null) {
            Span title = new Span(entry.title());
            title.addClassName("act-input-title");
            return title;
        }
        Button title = new Button(entry.title(), event -> choose.run());
        title.addThemeVariants(ButtonVariant.TERTIARY);
        title.addClassName("act-input-title");
        title.getElement().setAttribute("aria-pressed", String.valueOf(entry.chosen()));
        return title;
    }

    private Button button(String icon, String label, Entry entry, Runnable press) {
        Button button = new Button(Icons.of(icon), event -> press.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation(label, entry.title()));
        button.setTooltipText(getTranslation(label, entry.title()));
        return button;
    }

    private void move(String id, int by) {
        focus = id + "/" + by;
        deeds.move(id, by);
    }
}

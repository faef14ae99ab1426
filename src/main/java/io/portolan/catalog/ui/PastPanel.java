package io.portolan.catalog.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.RangeInput;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.portolan.catalog.Entity;
import io.portolan.changelog.Change;
import io.portolan.kernel.Json;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.RelativeTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A slider over the states that an entity had: shows what was different then, and gives it back on request.
@CssImport("./catalog/catalog.css")
public class PastPanel extends Section {

    private static final long serialVersionUID = 1L;

    private final transient Entity entity;
    private final transient List<Change> states;
    private final transient Map<String, String> titles;
    private final transient @Nullable Consumer<Instant> restore;
    private final Div shown = new Div();

    /// @param states the changes of the entity, oldest first
    /// @param titles of properties and relations, by identifier
    /// @param restore gives the state of a moment back; null for those who may not
    PastPanel(Entity entity, List<Change> states, Map<String, String> titles, @Nullable Consumer<Instant> restore) {
        this.entity = entity;
        this.states = states;
        this.titles = titles;
        this.restore = restore;
        addClassNames("pt-card", "cat-past");
        add(new H2(getTranslation("past.title")));
        if (states.size() < 2) {
            add(new Paragraph(getTranslation("past.none")));
            return;
        }
        RangeInput slider = new RangeInput();
        slider.setMin(0);
        slider.setMax(states.size() - 1);
        slider.setStep(1.0);
        slider.setValue((double) (states.size() - 1));
        slider.getElement().setAttribute("aria-label", getTranslation("past.slider"));
        slider.addValueChangeListener(event -> show((int) Math.round(event.getValue())));
        add(slider, shown);
        show(states.size() - 1);
    }

    private void show(int index) {
        shown.removeAll();
        Change state = states.get(Math.clamp(index, 0, states.size() - 1));
        Div when = new Div(
                new Span(getTranslation("past.as-of")),
                new RelativeTime(state.at()),
                new Span(getTranslation("catalog.by", state.actorName())));
        when.addClassName("cat-about");
        shown.add(when);
        JsonNode then = state.after() == null ? MissingNode.getInstance() : state.after();
        JsonNode now = entity.toJson();
        NativeTableBody body = new NativeTableBody();
        TreeSet<String> names = new TreeSet<>();
        for (String section : List.of("properties", "relations")) {
            names.addAll(then.path(section).propertyNames());
            names.addAll(now.path(section).propertyNames());
        }
        // What is computed follows from the rest and cannot be given back.
        names.retainAll(titles.keySet());
        for (String name : names) {
            row(body, titles.getOrDefault(name, name), value(then, name), value(now, name));
        }
        for (String name : List.of("title", "team", "icon", "identifier")) {
            row(body, getTranslation("audit.key." + name), then.path(name), now.path(name));
        }
        if (body.getComponentCount() == 0) {
            shown.add(new Paragraph(getTranslation("past.same")));
            return;
        }
        NativeTableHeader head = new NativeTableHeader(new NativeTableRow(
                new NativeTableHeaderCell(getTranslation("past.what")),
                new NativeTableHeaderCell(getTranslation("past.then")),
                new NativeTableHeaderCell(getTranslation("past.now"))));
        NativeTable table = new NativeTable();
        table.add(head, body);
        shown.add(table);
        Consumer<Instant> back = restore;
        if (back != null) {
            shown.add(new Button(
                    getTranslation("past.restore"),
                    event -> ConfirmDialogs.ask(
                            getTranslation("past.restore.title", entity.displayTitle()),
                            getTranslation("past.restore.text", body.getComponentCount()),
                            getTranslation("past.restore"),
                            () -> back.accept(state.at()))));
        }
    }

    private static JsonNode value(JsonNode state, String name) {
        JsonNode own = state.path("properties").path(name);
        return own.isMissingNode() ? state.path("relations").path(name) : own;
    }

    private static void row(NativeTableBody body, String name, JsonNode then, JsonNode now) {
        String before = text(then);
        String after = text(now);
        if (!Objects.equals(before, after)) {
            body.add(new NativeTableRow(
                    new NativeTableCell(name), new NativeTableCell(before), new NativeTableCell(after)));
        }
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "—";
        }
        String text = value.isString() ? value.stringValue() : Json.write(value);
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}

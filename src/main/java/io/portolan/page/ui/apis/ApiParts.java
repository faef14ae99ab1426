package io.portolan.page.ui.apis;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Pieces that the panels of APIs share.
final class ApiParts {

    private ApiParts() {}

    /// Title, version and description.
    static void info(HasComponents target, JsonNode info) {
        target.add(new H2(
                info.path("title").asString("API") + " " + info.path("version").asString("")));
        markdown(target, info.path("description").asString(""));
    }

    static void markdown(HasComponents target, String text) {
        if (!text.isBlank()) {
            target.add(new MarkdownView(text));
        }
    }

    /// A list with its heading; nothing when it is empty.
    static void list(HasComponents target, Component heading, List<String> items) {
        if (!items.isEmpty()) {
            UnorderedList list = new UnorderedList();
            items.forEach(item -> list.add(new ListItem(item)));
            target.add(heading, list);
        }
    }

    /// A table that scrolls by itself where it is too wide.
    ///
    /// @param label what it is, for screen readers
    /// @param columns ends of the keys `page.api.<column>`
    static Component table(String label, List<String> columns, List<List<String>> rows) {
        NativeTableRow heads = new NativeTableRow();
        for (String column : columns) {
            NativeTableHeaderCell head = new NativeTableHeaderCell(Texts.get("page.api." + column));
            head.getElement().setAttribute("scope", "col");
            heads.add(head);
        }
        NativeTableBody body = new NativeTableBody();
        for (List<String> row : rows) {
            NativeTableRow line = new NativeTableRow();
            row.forEach(text -> line.add(new NativeTableCell(text)));
            body.add(line);
        }
        NativeTable table = new NativeTable(new NativeTableHeader(heads), body);
        table.addClassName("pg-api-table");
        Div box = new Div(table);
        box.addClassName("pg-api-scroll");
        reachable(box, label);
        return box;
    }

    static Pre source(String label, String text) {
        Pre source = new Pre(text);
        reachable(source, label);
        return source;
    }

    /// What scrolls can be scrolled with the keyboard.
    private static void reachable(Component component, String label) {
        component.getElement().setAttribute("tabindex", "0");
        component.getElement().setAttribute("role", "group");
        component.getElement().setAttribute("aria-label", label);
    }

    /// Details whose content is made when they are opened for the first time.
    static Details lazy(Component summary, Consumer<Details> content) {
        Details details = new Details(summary);
        details.setWidthFull();
        AtomicBoolean made = new AtomicBoolean();
        details.addOpenedChangeListener(event -> {
            if (event.isOpened() && made.compareAndSet(false, true)) {
                content.accept(details);
            }
        });
        return details;
    }

    /// What can be signed in with: "token: http bearer".
    static List<String> schemes(References references, JsonNode schemes) {
        return schemes.properties().stream()
                .map(one -> {
                    JsonNode scheme = references.resolve(one.getValue());
                    String words = Stream.of("type", "scheme", "in", "name")
                            .map(key -> scheme.path(key).asString(""))
                            .filter(word -> !word.isEmpty())
                            .collect(Collectors.joining(" "));
                    return one.getKey() + ": " + words;
                })
                .toList();
    }
}

package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.action.ui.ActionPages;
import io.portolan.catalog.ui.EntityNavigation;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.page.Breakdown;
import io.portolan.page.Widget;
import io.portolan.page.WidgetData;
import io.portolan.page.WidgetNumber;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.ChartView;
import io.portolan.ui.Icons;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Draws widgets for a viewer: dialect section 7.3. Call on the UI thread.
@Service
class WidgetRenderer {

    private static final Set<String> WEB = Set.of("http", "https", "mailto");

    private final WidgetData data;
    private final WidgetTables tables;
    private final ActionService actionService;

    WidgetRenderer(WidgetData data, WidgetTables tables, ActionService actionService) {
        this.data = data;
        this.tables = tables;
        this.actionService = actionService;
    }

    WidgetCard card(Widget widget, Actor viewer) {
        return new WidgetCard(widget, () -> draw(widget, viewer));
    }

    private Component draw(Widget widget, Actor viewer) {
        return switch (widget.type()) {
            case "entities-number-chart" -> number(widget, viewer);
            case "entities-pie-chart" -> chart(widget, ChartView.Type.PIE, viewer);
            case "bar-chart" -> chart(widget, ChartView.Type.BAR, viewer);
            case "table-entities-explorer" -> tables.table(widget, viewer);
            case "my-entities" -> tables.mine(viewer);
            case "markdown" -> markdown(widget);
            case "links-widget" -> links(widget);
            case "action-card-widget" -> actions(widget);
            default -> muted(Texts.get("page.widget.unknown", widget.type()));
        };
    }

    private Component number(Widget widget, Actor viewer) {
        WidgetNumber number = data.number(widget, viewer);
        Div box = new Div();
        box.addClassName("pg-number");
        Anchor value = new Anchor(
                PageNavigation.table(data.blueprint(widget).identifier(), widget.datasetJson()),
                number.text(Texts.locale()));
        value.addClassName("pg-number-value");
        value.setTitle(Texts.get("page.drill"));
        number.color()
                .flatMap(BadgeColor::byName)
                .ifPresent(color -> value.getStyle().set("color", "var(--pt-" + color.cssName() + "-fg)"));
        box.add(value);
        if (number.value() == null) {
            box.add(muted(Texts.get("page.widget.nothing")));
        }
        return box;
    }

    private Component chart(Widget widget, ChartView.Type type, Actor viewer) {
        Breakdown breakdown = data.breakdown(widget, viewer);
        if (breakdown.parts().isEmpty() || breakdown.total() == 0) {
            return muted(Texts.get("page.widget.empty"));
        }
        List<String> categories = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        List<String> colors = new ArrayList<>();
        for (Breakdown.Part part : breakdown.parts()) {
            categories.add(label(part));
            counts.add((double) part.count());
            colors.add(Objects.requireNonNullElse(part.color(), ""));
        }
        ChartView chart = new ChartView(type, widget.title().isEmpty() ? breakdown.label() : widget.title());
        chart.setSizeFull();
        chart.show(categories, List.of(new ChartView.Series(breakdown.label(), List.copyOf(counts), null)), colors);
        chart.addCategoryListener(event -> breakdown.parts().stream()
                .filter(part -> label(part).equals(event.category()))
                .map(Breakdown.Part::filter)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(filter -> open(breakdown.blueprint(), filter)));
        return chart;
    }

    private static void open(String blueprint, ObjectNode filter) {
        UI.getCurrent().navigate(EntityNavigation.table(blueprint), QueryParameters.of("filter", Json.write(filter)));
    }

    private static String label(Breakdown.Part part) {
        String name = part.name();
        if (part.other()) {
            return Texts.get("page.other");
        }
        return name == null || name.isEmpty() ? Texts.get("page.none") : name;
    }

    private static Component markdown(Widget widget) {
        JsonNode source = widget.json().path("source");
        String text = Json.text(source, "markdown");
        String plain = text == null ? widget.text("markdown") : text;
        return plain == null ? muted(Texts.get("page.widget.empty")) : new MarkdownView(plain);
    }

    private static Component links(Widget widget) {
        UnorderedList list = new UnorderedList();
        list.addClassName("pg-links");
        for (JsonNode link : widget.json().path("links")) {
            String url = Json.text(link, "url");
            if (url == null || !safe(url)) {
                continue;
            }
            Anchor anchor = new Anchor(
                    url,
                    Icons.of(Objects.requireNonNullElse(Json.text(link, "icon"), "link")),
                    new Span(Objects.requireNonNullElse(Json.text(link, "title"), url)));
            if (!url.startsWith("/")) {
                anchor.setTarget(AnchorTarget.BLANK);
                anchor.getElement().setAttribute("rel", "noopener noreferrer");
            }
            ListItem item = new ListItem(anchor);
            String description = Json.text(link, "description");
            if (description != null) {
                item.add(muted(description));
            }
            list.add(item);
        }
        return list.getComponentCount() == 0 ? muted(Texts.get("page.widget.empty")) : list;
    }

    private static boolean safe(String url) {
        int colon = url.indexOf(':');
        return (url.startsWith("/") && !url.startsWith("//")) || (colon > 0 && WEB.contains(url.substring(0, colon)));
    }

    private Component actions(Widget widget) {
        UnorderedList list = new UnorderedList();
        list.addClassName("pg-links");
        for (JsonNode named : widget.json().path("actions")) {
            String identifier = Json.text(named, "action");
            if (identifier != null) {
                actionService.find(identifier).map(WidgetRenderer::action).ifPresent(list::add);
            }
        }
        return list.getComponentCount() == 0 ? muted(Texts.get("page.widget.empty")) : list;
    }

    private static ListItem action(Action action) {
        ListItem item = new ListItem(new Anchor(
                ActionPages.form(action.identifier(), null),
                Icons.of(Objects.requireNonNullElse(action.icon(), "zap")),
                new Span(action.title())));
        String description = action.description();
        if (description != null) {
            item.add(muted(description));
        }
        return item;
    }

    static Component muted(String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.addClassName("pt-muted");
        return paragraph;
    }
}

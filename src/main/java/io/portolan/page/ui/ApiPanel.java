package io.portolan.page.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An OpenAPI description as people read it: every operation with its parameters, body and answers.
class ApiPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 300;
    private static final List<String> METHODS =
            List.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

    ApiPanel(ObjectNode document) {
        addClassName("pg-api");
        JsonNode info = document.path("info");
        add(new H2(
                info.path("title").asString("API") + " " + info.path("version").asString("")));
        String description = Json.text(info, "description");
        if (description != null) {
            add(new MarkdownView(description));
        }
        UnorderedList servers = new UnorderedList();
        document.path("servers")
                .forEach(server -> servers.add(new ListItem(server.path("url").asString(""))));
        if (servers.getComponentCount() > 0) {
            add(servers);
        }
        int shown = 0;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (String method : METHODS) {
                if (path.getValue().path(method).isObject() && shown++ < MOST) {
                    add(operation(
                            method,
                            path.getKey(),
                            path.getValue(),
                            path.getValue().path(method)));
                }
            }
        }
        if (shown > MOST) {
            add(new Span(Texts.get("page.api.more", shown - MOST)));
        }
    }

    private Details operation(String method, String path, JsonNode item, JsonNode operation) {
        Span place = new Span(path);
        place.addClassName("pt-mono");
        Span words = new Span(operation.path("summary").asString(""));
        words.addClassName("pt-muted");
        Div summary = new Div(new EnumBadge(method.toUpperCase(Locale.ROOT), color(method)), place, words);
        summary.addClassName("pg-api-summary");
        Details details = new Details(summary);
        details.setWidthFull();
        String description = Json.text(operation, "description");
        if (description != null) {
            details.add(new MarkdownView(description));
        }
        parameters(details, item, operation);
        JsonNode body = operation.path("requestBody").path("content");
        body.properties()
                .forEach(content -> schema(details, Texts.get("page.api.body", content.getKey()), content.getValue()));
        UnorderedList answers = new UnorderedList();
        operation
                .path("responses")
                .properties()
                .forEach(answer -> answers.add(new ListItem(answer.getKey() + " "
                        + answer.getValue().path("description").asString(""))));
        if (answers.getComponentCount() > 0) {
            details.add(new H3(Texts.get("page.api.answers")), answers);
        }
        return details;
    }

    private static void parameters(Details details, JsonNode item, JsonNode operation) {
        NativeTableBody rows = new NativeTableBody();
        for (JsonNode holder : List.of(item, operation)) {
            holder.path("parameters").forEach(parameter -> {
                NativeTableRow row = new NativeTableRow();
                row.add(
                        new NativeTableCell(
                                parameter.path("name").asString(String.valueOf(Json.text(parameter, "$ref")))),
                        new NativeTableCell(parameter.path("in").asString("")),
                        new NativeTableCell(
                                parameter.path("schema").path("type").asString("")),
                        new NativeTableCell(parameter.path("description").asString("")));
                rows.add(row);
            });
        }
        if (rows.getComponentCount() == 0) {
            return;
        }
        NativeTableRow heads = new NativeTableRow();
        for (String key : List.of("name", "in", "type", "description")) {
            heads.add(new NativeTableHeaderCell(Texts.get("page.api." + key)));
        }
        NativeTable table = new NativeTable(new NativeTableHeader(heads), rows);
        table.addClassName("pg-api-table");
        details.add(new H3(Texts.get("page.api.parameters")), table);
    }

    private static void schema(Details details, String title, JsonNode content) {
        Pre pre = new Pre(Json.pretty(content.path("schema")));
        pre.getElement().setAttribute("tabindex", "0");
        pre.getElement().setAttribute("aria-label", title);
        details.add(new H3(title), pre);
    }

    private static BadgeColor color(String method) {
        return switch (method) {
            case "get" -> BadgeColor.BLUE;
            case "post" -> BadgeColor.GREEN;
            case "delete" -> BadgeColor.RED;
            default -> BadgeColor.ORANGE;
        };
    }
}

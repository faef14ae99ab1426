package io.portolan.page.ui.apis;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Span;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// An OpenAPI description as people read it: every operation with its parameters, body and answers, and a way to try
/// it.
class ApiPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 300;

    private final transient ApiCalls calls;
    private final transient References references;

    ApiPanel(ApiDocument document, ApiCalls calls) {
        this.calls = calls;
        this.references = document.references();
        addClassName("pg-api");
        ApiParts.info(this, document.json().path("info"));
        ApiParts.list(this, new H3(Texts.get("page.api.servers")), servers(document));
        ApiParts.list(
                this,
                new H3(Texts.get("page.api.security")),
                ApiParts.schemes(references, OperationReader.schemes(document.json())));
        OperationReader.of(document, MOST).stream().map(this::operation).forEach(this::add);
        long operations = OperationReader.count(document);
        if (operations > MOST) {
            add(new Span(Texts.get("page.api.more", operations - MOST)));
        }
    }

    private static List<String> servers(ApiDocument document) {
        List<String> written = new ArrayList<>();
        for (JsonNode server : document.json().path("servers")) {
            String words = server.path("description").asString("");
            written.add(server.path("url").asString("") + (words.isEmpty() ? "" : " – " + words));
        }
        return written.isEmpty() ? document.servers(MissingNode.getInstance(), MissingNode.getInstance()) : written;
    }

    private Details operation(ApiOperation operation) {
        Span place = new Span(operation.path());
        place.addClassName("pt-mono");
        Span words = new Span(operation.summary());
        words.addClassName("pt-muted");
        Div summary = new Div(
                new EnumBadge(operation.method().toUpperCase(Locale.ROOT), color(operation.method())), place, words);
        if (operation.deprecated()) {
            summary.add(new EnumBadge(Texts.get("page.api.deprecated"), BadgeColor.LIGHT_GRAY));
        }
        summary.addClassName("pg-api-summary");
        return ApiParts.lazy(summary, details -> fill(details, operation));
    }

    private void fill(Details details, ApiOperation operation) {
        ApiParts.markdown(details, operation.description());
        ApiParts.list(
                details,
                new H3(Texts.get("page.api.security")),
                operation.security().stream()
                        .map(one -> one.isEmpty() ? Texts.get("page.api.security.none") : one)
                        .toList());
        if (!operation.parameters().isEmpty()) {
            details.add(new H3(Texts.get("page.api.parameters")), parameters(operation));
        }
        operation.bodies().forEach((media, content) -> {
            String title = Texts.get("page.api.body", media);
            details.add(new H3(title), new SchemaView(references, title, content));
        });
        answers(details, operation);
        if (operation.canBeTried()) {
            details.add(ApiParts.lazy(
                    new Span(Texts.get("page.api.try")), inner -> inner.add(new TryOut(operation, references, calls))));
        }
    }

    private Component parameters(ApiOperation operation) {
        return ApiParts.table(
                Texts.get("page.api.parameters"),
                List.of("name", "in", "type", "required", "description"),
                operation.parameters().stream()
                        .map(parameter -> {
                            SchemaField field = SchemaFields.whole(references, parameter.schema());
                            return List.of(
                                    parameter.name(),
                                    parameter.in(),
                                    field.type(),
                                    SchemaView.required(parameter.required()),
                                    SchemaView.words(new SchemaField(
                                            "",
                                            field.type(),
                                            false,
                                            parameter.description(),
                                            field.values(),
                                            field.note())));
                        })
                        .toList());
    }

    private void answers(Details details, ApiOperation operation) {
        if (operation.answers().isEmpty()) {
            return;
        }
        details.add(new H3(Texts.get("page.api.answers")));
        for (ApiOperation.Answer answer : operation.answers()) {
            details.add(new H4(answer.code() + " " + answer.description()));
            for (Map.Entry<String, JsonNode> content : answer.contents().entrySet()) {
                if (content.getValue().has("schema")) {
                    Span media = new Span(content.getKey());
                    media.addClassName("pt-muted");
                    details.add(
                            media,
                            new SchemaView(references, answer.code() + " " + content.getKey(), content.getValue()));
                }
            }
        }
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

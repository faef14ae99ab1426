package io.portolan.page.ui.apis;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Span;
import io.portolan.kernel.Json;
import io.portolan.page.ui.apis.AsyncChannel.Message;
import io.portolan.page.ui.apis.AsyncChannel.Operation;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// An AsyncAPI description as people read it: servers, and every channel with what is sent and received there.
class AsyncApiPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 300;

    private final transient References references;

    AsyncApiPanel(ApiDocument document) {
        this.references = document.references();
        addClassName("pg-api");
        ApiParts.info(this, document.json().path("info"));
        ApiParts.list(this, new H3(Texts.get("page.api.servers")), servers(document));
        ApiParts.list(
                this,
                new H3(Texts.get("page.api.security")),
                ApiParts.schemes(references, OperationReader.schemes(document.json())));
        int channels = document.json().path("channels").properties().size();
        if (channels > 0) {
            add(new H3(Texts.get("page.api.channels")));
        }
        AsyncChannel.of(document, MOST).stream().map(this::channel).forEach(this::add);
        if (channels > MOST) {
            add(new Span(Texts.get("page.api.more", channels - MOST)));
        }
    }

    private List<String> servers(ApiDocument document) {
        List<String> servers = new ArrayList<>();
        document.json().path("servers").properties().forEach(one -> {
            JsonNode server = references.resolve(one.getValue());
            String protocol = server.path("protocol").asString("");
            String url = server.path("url")
                    .asString(server.path("host").asString("")
                            + server.path("pathname").asString(""));
            String words = server.path("description").asString("");
            servers.add(one.getKey() + ": " + (url.contains("://") ? "" : protocol + "://") + url
                    + (words.isEmpty() ? "" : " – " + words));
        });
        return servers;
    }

    private Details channel(AsyncChannel channel) {
        Div summary = new Div();
        channel.operations().stream()
                .map(Operation::action)
                .filter(action -> !action.isEmpty())
                .distinct()
                .forEach(action -> summary.add(new EnumBadge(action.toUpperCase(Locale.ROOT), color(action))));
        Span place = new Span(channel.address());
        place.addClassName("pt-mono");
        Span words = new Span(channel.title());
        words.addClassName("pt-muted");
        summary.add(place, words);
        summary.addClassName("pg-api-summary");
        return ApiParts.lazy(summary, details -> fill(details, channel));
    }

    private void fill(Details details, AsyncChannel channel) {
        ApiParts.markdown(details, channel.description());
        if (!channel.parameters().isEmpty()) {
            details.add(
                    new H3(Texts.get("page.api.parameters")),
                    ApiParts.table(
                            Texts.get("page.api.parameters"),
                            List.of("name", "type", "description"),
                            channel.parameters().entrySet().stream()
                                    .map(one -> parameter(one.getKey(), one.getValue()))
                                    .toList()));
        }
        for (Operation operation : channel.operations()) {
            if (!operation.action().isEmpty()) {
                details.add(new H3(operation.action() + " " + operation.name()));
            }
            ApiParts.markdown(details, operation.description());
            operation
                    .messages()
                    .forEach(message -> message(details, Texts.get("page.api.message", message.name()), message));
            operation
                    .replies()
                    .forEach(message -> message(details, Texts.get("page.api.reply", message.name()), message));
        }
    }

    /// In version 3 a parameter is a text and has its values itself; in version 2 it has a schema.
    private List<String> parameter(String name, JsonNode parameter) {
        SchemaField field = SchemaFields.whole(references, parameter.path("schema"));
        String description = parameter.path("description").asString(field.description());
        List<String> values = parameter.has("enum") ? Json.texts(parameter.path("enum")) : field.values();
        String type = parameter.has("schema") ? field.type() : "string";
        return List.of(
                name, type, SchemaView.words(new SchemaField("", type, true, description, values, field.note())));
    }

    private void message(Details details, String title, Message message) {
        details.add(new H4(title));
        if (!message.contentType().isEmpty()) {
            Span media = new Span(message.contentType());
            media.addClassName("pt-muted");
            details.add(media);
        }
        ApiParts.markdown(details, message.description());
        if (message.headers().has("schema")) {
            String headers = Texts.get("page.api.message.headers", message.name());
            details.add(new Span(headers), new SchemaView(references, headers, message.headers()));
        }
        if (message.plain()) {
            details.add(new SchemaView(references, title, message.content()));
        } else if (!message.content().path("schema").isMissingNode()) {
            details.add(ApiParts.source(title, SchemaView.text(message.content().path("schema"))));
        }
    }

    private static BadgeColor color(String action) {
        return switch (action) {
            case "send", "publish" -> BadgeColor.GREEN;
            default -> BadgeColor.BLUE;
        };
    }
}

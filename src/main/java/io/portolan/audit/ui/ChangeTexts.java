package io.portolan.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Changes in the words of people.
final class ChangeTexts {

    private ChangeTexts() {}

    /// What happened as a chip: "Updated".
    static EnumBadge operation(ChangeKind kind) {
        BadgeColor color = switch (kind.action()) {
            case "CREATE" -> BadgeColor.GREEN;
            case "UPDATE", "LEVEL_CHANGED" -> BadgeColor.BLUE;
            case "DELETE", "SIGN_IN_REFUSED", "ACCESS_DENIED" -> BadgeColor.RED;
            case "TIMER_EXPIRED" -> BadgeColor.ORANGE;
            default -> BadgeColor.LIGHT_GRAY;
        };
        return new EnumBadge(Texts.orPlain("audit.action." + kind.action(), kind.action()), color);
    }

    static String resource(String type) {
        return Texts.orPlain("audit.resource." + type, type);
    }

    /// Chip, kind of thing and the thing itself, as a link where it has a page.
    static Component what(Change change) {
        Div what = new Div(operation(change.kind()));
        what.addClassName("au-what");
        Span kind = new Span(
                change.blueprint() == null
                        ? resource(change.kind().resourceType())
                        : resource(change.kind().resourceType()) + " · " + change.blueprint());
        kind.addClassName("au-muted");
        String title = title(change);
        what.add(page(change).<Component>map(path -> new Anchor(path, title)).orElseGet(() -> new Span(title)));
        what.add(kind);
        return what;
    }

    /// The sentence for a change in plain text: "Updated Environment · dev-7".
    static String sentence(Change change) {
        return Texts.orPlain(
                        "audit.action." + change.kind().action(), change.kind().action()) + " "
                + resource(change.kind().resourceType()) + " \"" + title(change) + "\"";
    }

    /// Who did it: "Ada", "Automation tidy-up".
    static String actor(Change change) {
        return change.actorKind() == Actor.Kind.AUTOMATION
                ? Texts.get("audit.actor.automation", change.actorName())
                : change.actorName();
    }

    static String origin(Change change) {
        return Texts.orPlain(
                "audit.origin." + change.origin().name(), change.origin().name());
    }

    /// The title that the thing had, or else its identifier.
    static String title(Change change) {
        if (change.kind() == ChangeKind.SCORECARD_LEVEL_CHANGED) {
            return change.identifier() + " · " + entityOf(change);
        }
        ObjectNode state = change.after() != null ? change.after() : change.before();
        String title = state == null ? null : Json.text(state, "title");
        if (change.kind().resourceType().equals("run") && state != null) {
            title = Json.text(state.path("action"), "title");
        }
        return title == null || title.isBlank() ? change.identifier() : title;
    }

    /// Where the thing has a page of its own, without leading slash; empty when it has none or was deleted.
    static Optional<String> page(Change change) {
        if (change.kind().action().equals("DELETE")) {
            return Optional.empty();
        }
        if (change.kind() == ChangeKind.SCORECARD_LEVEL_CHANGED) {
            return Optional.of("entity/" + encode(String.valueOf(change.blueprint())) + "/" + encode(entityOf(change)));
        }
        String identifier = encode(change.identifier());
        return switch (change.kind().resourceType()) {
            case "entity" -> Optional.of("entity/" + encode(String.valueOf(change.blueprint())) + "/" + identifier);
            case "run" -> Optional.of("runs/" + identifier);
            case "blueprint" -> Optional.of("builder/" + identifier);
            default -> Optional.empty();
        };
    }

    /// The entity whose level changed.
    private static String entityOf(Change change) {
        String entity = Json.text(change.context(), "entity");
        return entity == null ? "" : entity;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Values of properties as people read them, by type and format. A value of another type than the definition says is
/// shown by what it is.
public final class ValueViews {

    private static final int CHIPS = 4;
    private static final int LINE = 80;

    private ValueViews() {}

    /// For one line, such as a cell of a table.
    public static Component compact(PropertyDefinition definition, @Nullable JsonNode value) {
        return view(definition, value, false);
    }

    /// With room for everything, such as on the entity page.
    public static Component full(PropertyDefinition definition, @Nullable JsonNode value) {
        return view(definition, value, true);
    }

    /// Whether [#full] needs the whole width of the page.
    public static boolean wide(PropertyDefinition definition, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        boolean text = definition.hasFormat(PropertyFormat.MARKDOWN)
                || definition.hasFormat(PropertyFormat.YAML)
                || definition.hasFormat(PropertyFormat.PROTO);
        return text || (value.isObject() && !definition.hasFormat(PropertyFormat.LABELED_URL) && value.size() > 3);
    }

    /// A team as a chip.
    public static Component team(String team) {
        EnumBadge badge = new EnumBadge("", BadgeColor.LIGHT_GRAY);
        badge.add(Icons.of("Team"), new Span(team));
        badge.addClassName("cat-with-icon");
        return badge;
    }

    /// A person, known by e-mail.
    public static Component user(String email) {
        Avatar avatar = new Avatar();
        avatar.addClassName("cat-avatar");
        // an attribute also where the avatar is shown as HTML
        avatar.getElement().setAttribute("name", email).setAttribute("aria-hidden", "true");
        Span person = new Span(avatar, new Span(email));
        person.addClassName("cat-with-icon");
        return person;
    }

    /// What stands where there is no value.
    public static Component none() {
        Span none = new Span("–");
        none.addClassName("cat-none");
        none.getElement().setAttribute("aria-label", Texts.get("catalog.value.none"));
        none.getElement().setAttribute("role", "img");
        return none;
    }

    private static Component view(PropertyDefinition definition, @Nullable JsonNode value, boolean full) {
        if (value == null || value.isNull() || (value.isArray() && value.isEmpty())) {
            return none();
        }
        if (value instanceof ArrayNode list) {
            return list(definition, list, full);
        }
        if (!definition.enumValues().isEmpty()) {
            String text = ValueTexts.plain(value);
            return new EnumBadge(text, definition.enumColors().get(text));
        }
        if (value.isBoolean()) {
            return bool(value.booleanValue());
        }
        if (value.isNumber()) {
            return number(definition, value);
        }
        if (value.isObject()) {
            return object(definition, value, full);
        }
        return string(definition.format().orElse(null), value, full);
    }

    private static Component string(@Nullable PropertyFormat format, JsonNode value, boolean full) {
        String text = value.stringValue();
        if (format == null) {
            return text(text, full);
        }
        return switch (format) {
            case DATE_TIME -> time(value, false);
            case TIMER -> time(value, true);
            case URL -> link(text, shortAddress(text));
            case EMAIL, IDN_EMAIL -> link("mailto:" + text, text);
            case USER -> user(text);
            case TEAM -> team(text);
            case MARKDOWN -> full ? new MarkdownView(text) : preview(text);
            case YAML, PROTO -> full ? code(text) : text(ValueTexts.firstLine(text, LINE), false);
            case IPV4, IPV6 -> {
                Span address = new Span(text);
                address.addClassName("pt-mono");
                yield address;
            }
            case BLUEPRINTS -> new Anchor(EntityNavigation.table(text), text);
            case LABELED_URL -> text(text, full);
        };
    }

    private static Component time(JsonNode value, boolean timer) {
        Instant moment = ValueTexts.moment(value);
        if (moment == null) {
            return text(ValueTexts.plain(value), false);
        }
        return timer ? RelativeTime.countdown(moment) : new RelativeTime(moment);
    }

    private static Component bool(boolean yes) {
        Span span = new Span(Icons.of(yes ? "check" : "x"), new Span(Texts.get(yes ? "catalog.yes" : "catalog.no")));
        span.addClassName("cat-with-icon");
        span.addClassName(yes ? "cat-yes" : "cat-no");
        return span;
    }

    /// A number between two limits shows how far it has come.
    private static Component number(PropertyDefinition definition, JsonNode value) {
        Span number = new Span(ValueTexts.number(value));
        number.addClassName("cat-number");
        JsonNode least = definition.json().path("minimum");
        JsonNode most = definition.json().path("maximum");
        if (!least.isNumber() || !most.isNumber() || least.doubleValue() >= most.doubleValue()) {
            return number;
        }
        double share = (value.doubleValue() - least.doubleValue()) / (most.doubleValue() - least.doubleValue());
        Span bar = new Span();
        bar.addClassName("cat-bar");
        bar.getStyle().set("--share", Math.round(Math.clamp(share, 0, 1) * 100) + "%");
        Span progress = new Span(number, bar);
        progress.addClassName("cat-progress");
        progress.setTitle(Texts.get(
                "catalog.value.between", ValueTexts.number(value), ValueTexts.number(least), ValueTexts.number(most)));
        return progress;
    }

    /// The first line, and the beginning of the text on hover.
    private static Component preview(String text) {
        Span line = new Span(ValueTexts.firstLine(text, LINE));
        line.addClassName("cat-line");
        line.setTitle(ValueTexts.shorten(text, 600));
        return line;
    }

    private static Component list(PropertyDefinition definition, ArrayNode list, boolean full) {
        PropertyDefinition item = definition instanceof PropertyDefinition.ArrayProperty array
                ? array.items().orElse(definition)
                : definition;
        Div chips = new Div();
        chips.addClassName("cat-chips");
        int shown = full ? Math.min(list.size(), 200) : Math.min(list.size(), CHIPS);
        for (JsonNode one : list.valueStream().limit(shown).toList()) {
            boolean plain = one.isString()
                    && item.format().isEmpty()
                    && item.enumValues().isEmpty();
            chips.add(plain ? new EnumBadge(one.stringValue(), (String) null) : view(item, one, false));
        }
        if (list.size() > shown) {
            Span more = new Span("+" + (list.size() - shown));
            more.addClassName("pt-muted");
            more.setTitle(ValueTexts.shorten(ValueTexts.plain(list), 500));
            chips.add(more);
        }
        return chips;
    }

    private static Component object(PropertyDefinition definition, JsonNode value, boolean full) {
        String address = Json.text(value, "url");
        if (definition.hasFormat(PropertyFormat.LABELED_URL) && address != null) {
            String label = Json.text(value, "displayText");
            return link(address, label == null || label.isBlank() ? shortAddress(address) : label);
        }
        if (full) {
            return code(Json.pretty(value));
        }
        Span summary = new Span(Texts.get("catalog.value.object", value.size()));
        summary.addClassName("pt-muted");
        summary.setTitle(ValueTexts.shorten(Json.pretty(value), 1000));
        return summary;
    }

    private static Component link(String address, String label) {
        if (!ValueTexts.followable(address)) {
            return text(label, false);
        }
        Anchor anchor = new Anchor(address, label);
        anchor.addClassName("cat-link");
        anchor.setRouterIgnore(true);
        anchor.setTitle(address);
        if (!address.startsWith("mailto:")) {
            anchor.setTarget(AnchorTarget.BLANK);
            anchor.getElement().setAttribute("rel", "noopener noreferrer");
        }
        return anchor;
    }

    private static String shortAddress(String address) {
        String bare = address.replaceFirst("^[a-zA-Z]+://(www\\.)?", "").replaceFirst("/$", "");
        return ValueTexts.shorten(bare, 48);
    }

    private static Component text(String text, boolean full) {
        Span span = new Span(full ? text : ValueTexts.shorten(text, LINE * 2));
        span.addClassName(full ? "cat-text" : "cat-line");
        if (!full && text.length() > 30) {
            span.setTitle(ValueTexts.shorten(text, 1000));
        }
        return span;
    }

    private static Component code(String text) {
        Pre pre = new Pre(text);
        pre.addClassName("cat-code");
        pre.getElement().setAttribute("tabindex", "0");
        return pre;
    }

    /// Several teams in a row.
    public static Component teams(List<String> teams) {
        if (teams.isEmpty()) {
            return none();
        }
        Div row = new Div();
        row.addClassName("cat-chips");
        teams.forEach(team -> row.add(team(team)));
        return row;
    }
}

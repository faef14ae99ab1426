package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.catalog.Entity;
import io.portolan.kernel.Json;
import io.portolan.page.ui.apis.ApiTabs;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Tabs that an entity has because of what its properties are: markdown, descriptions of APIs, pages to embed
/// (dialect section 1.2).
final class AutomaticTabs {

    private AutomaticTabs() {}

    /// One of them.
    ///
    /// @param key as in the address
    /// @param source what the content is made of: the property and its value
    /// @param content made when the tab is opened
    record AutomaticTab(String key, String title, List<JsonNode> source, Supplier<Component> content) {

        /// Whether the content of the other one would be the same.
        boolean showsTheSame(AutomaticTab other) {
            return key.equals(other.key) && source.equals(other.source);
        }
    }

    /// In the order of the properties; only those that have a value.
    static List<AutomaticTab> of(Blueprint blueprint, Entity entity, ApiTabs apis) {
        List<AutomaticTab> tabs = new ArrayList<>();
        for (PropertyDefinition property : blueprint.properties().values()) {
            JsonNode value = entity.value(property.identifier());
            if (value != null && !value.isNull()) {
                content(property, value, apis)
                        .ifPresent(content -> tabs.add(new AutomaticTab(
                                "property-" + property.identifier(),
                                property.title(),
                                List.of(property.json(), value),
                                content)));
            }
        }
        return tabs;
    }

    private static Optional<Supplier<Component>> content(PropertyDefinition property, JsonNode value, ApiTabs apis) {
        String spec = Json.text(property.json(), "spec");
        String text = value.isString() ? value.stringValue() : "";
        if (property.hasFormat(PropertyFormat.MARKDOWN) && !text.isBlank()) {
            return Optional.of(() -> new MarkdownView(text));
        }
        if (spec == null) {
            return Optional.empty();
        }
        boolean address = property.hasFormat(PropertyFormat.URL);
        return switch (spec) {
            case "embedded-url" -> Optional.of(() -> embedded(property.title(), text));
            case "open-api", "async-api" -> Optional.of(() -> address ? described(text, apis) : apis.of(value));
            default -> Optional.empty();
        };
    }

    /// A page of somebody else's, which may do nothing to this one.
    private static Component embedded(String title, String address) {
        if (!isWeb(address)) {
            return new Paragraph(address);
        }
        IFrame frame = new IFrame(address);
        frame.setTitle(title);
        frame.setSandbox(
                IFrame.SandboxType.ALLOW_SCRIPTS, IFrame.SandboxType.ALLOW_FORMS, IFrame.SandboxType.ALLOW_POPUPS);
        frame.getElement().setAttribute("loading", "lazy");
        frame.getElement().setAttribute("referrerpolicy", "no-referrer");
        frame.addClassName("pg-embedded");
        Div box = new Div(elsewhere(address), frame);
        box.addClassName("pg-embedded-box");
        return box;
    }

    private static Component elsewhere(String address) {
        if (!isWeb(address)) {
            return new Paragraph(address);
        }
        Anchor link = new Anchor(address, Texts.get("page.tab.elsewhere", address));
        link.setTarget(AnchorTarget.BLANK);
        link.getElement().setAttribute("rel", "noopener noreferrer");
        return link;
    }

    private static boolean isWeb(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    /// The description at an address, below the link to it.
    private static Component described(String address, ApiTabs apis) {
        if (!isWeb(address)) {
            return new Paragraph(address);
        }
        Div box = new Div(elsewhere(address), apis.at(address));
        box.addClassName("pg-api");
        return box;
    }
}

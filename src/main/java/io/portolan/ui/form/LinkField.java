package io.portolan.ui.form;

import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.kernel.Json;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An address and the text to show for it, dialect section 1.3: `{url, displayText}`.
class LinkField extends CustomField<LinkField.Link> {

    private static final long serialVersionUID = 1L;

    /// @param text empty to show the address itself
    record Link(String url, String text) {
        static final Link NONE = new Link("", "");
    }

    private final TextField url = new TextField();
    private final TextField text = new TextField();

    LinkField() {
        super(Link.NONE);
        url.setPlaceholder("https://");
        url.setPrefixComponent(Icons.of("link"));
        url.setAriaLabel(Texts.get("ui.form.link.url"));
        text.setPlaceholder(Texts.get("ui.form.link.text"));
        text.setAriaLabel(Texts.get("ui.form.link.text"));
        Div both = new Div(url, text);
        both.addClassName("pt-link-field");
        add(both);
    }

    static @Nullable JsonNode toJson(Link link) {
        if (link.url().isBlank()) {
            if (link.text().isBlank()) {
                return null;
            }
            throw new IllegalArgumentException(Texts.get("ui.form.link.missing"));
        }
        ObjectNode json = Json.object().put("url", link.url().strip());
        if (!link.text().isBlank()) {
            json.put("displayText", link.text().strip());
        }
        return json;
    }

    /// A plain address is taken as one without a text.
    static Link fromJson(JsonNode value) {
        if (value.isString()) {
            return new Link(value.stringValue(), "");
        }
        String shown = Json.text(value, "displayText");
        return new Link(
                value.path("url").asString(""),
                shown == null ? value.path("label").asString("") : shown);
    }

    @Override
    protected Link generateModelValue() {
        return new Link(url.getValue(), text.getValue());
    }

    @Override
    protected void setPresentationValue(Link link) {
        url.setValue(link.url());
        text.setValue(link.text());
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        super.setReadOnly(readOnly);
        url.setReadOnly(readOnly);
        text.setReadOnly(readOnly);
    }
}

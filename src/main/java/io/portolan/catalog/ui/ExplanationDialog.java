package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.kernel.Json;
import io.portolan.ui.RelativeTime;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a computed value came about, for people: the rule, what it read, the reason for a missing value, and since when.
final class ExplanationDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private ExplanationDialog(String title, ObjectNode explanation) {
        setHeaderTitle(getTranslation("explain.title", title));
        setWidth("min(40rem, 95vw)");
        Div content = new Div();
        content.addClassName("cat-explanation");
        content.add(new Paragraph(
                getTranslation("explain.kind." + explanation.path("kind").asString("calculation"))));
        Pre rule = new Pre(rule(explanation));
        rule.addClassName("cat-rule");
        content.add(rule);
        JsonNode value = explanation.get("value");
        content.add(line("explain.value", value == null || value.isNull() ? "—" : Json.write(value)));
        for (String key : new String[] {"error", "reason", "note"}) {
            if (explanation.hasNonNull(key)) {
                content.add(line("explain." + key, explanation.get(key).asString("")));
            }
        }
        content.add(inputs(explanation.path("inputs")));
        String since = Json.text(explanation, "computedAt");
        if (since != null) {
            Div when = new Div(
                    new Span(getTranslation("explain.since")),
                    new RelativeTime(Instant.parse(since)),
                    new Span(getTranslation(
                            "catalog.by", explanation.path("change").path("by").asString(""))));
            when.addClassName("cat-about");
            content.add(when);
        }
        add(content);
        Button close = new Button(getTranslation("ui.close"), event -> close());
        getFooter().add(close);
    }

    static void open(String title, ObjectNode explanation) {
        ExplanationDialog dialog = new ExplanationDialog(title, explanation);
        UI.getCurrent().add(dialog);
        dialog.open();
    }

    private static String rule(ObjectNode explanation) {
        JsonNode rule = explanation.path("rule");
        for (String key : new String[] {"path", "calculation"}) {
            if (rule.path(key).isString()) {
                return rule.path(key).stringValue();
            }
        }
        return Json.pretty(rule.path("calculationSpec"));
    }

    private Component line(String key, String text) {
        Div line = new Div(new Span(getTranslation(key) + ": "), new Span(text));
        line.addClassName("cat-explained-line");
        return line;
    }

    private Component inputs(JsonNode inputs) {
        Div all = new Div(PropertiesPanel.heading(getTranslation("explain.inputs")));
        if (inputs.isEmpty()) {
            all.add(new Paragraph(getTranslation("explain.inputs.none")));
            return all;
        }
        UnorderedList list = new UnorderedList();
        inputs.forEach(input -> {
            String from = input.has("path")
                    ? input.path("path").asString("")
                    : input.path("identifier").asString("") + " · "
                            + input.path("property").asString("");
            String note = input.path("note").asString("");
            JsonNode value = input.get("value");
            list.add(new ListItem(from + " = " + (value == null ? "—" : shortened(Json.write(value)))
                    + (note.isEmpty() ? "" : " (" + note + ")")));
        });
        all.add(list);
        return all;
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.kernel.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a dry run says of inputs and backend: which inputs are wrong, and exactly what would be sent, secrets masked.
class DryRunAnswer extends Div {

    private static final long serialVersionUID = 1L;

    DryRunAnswer(ObjectNode answer) {
        addClassName("act-answer");
        if (!answer.path("violations").isEmpty()) {
            UnorderedList wrong = new UnorderedList();
            answer.path("violations")
                    .forEach(each -> wrong.add(new ListItem(each.path("pointer").asString("") + " "
                            + each.path("reason").asString(""))));
            add(new H3(getTranslation("action.dryRun.violations")), wrong);
        }
        String error = Json.text(answer, "error");
        if (error != null) {
            add(new H3(getTranslation("action.dryRun.error")), new Span(error));
        }
        request(getTranslation("action.dryRun.request"), answer.path("request"));
        int number = 1;
        for (JsonNode step : answer.path("steps")) {
            request(
                    getTranslation(
                            "action.dryRun.step", number++, step.path("title").asString("")),
                    shown(step));
            String condition = Json.text(step, "condition");
            if (condition != null) {
                add(new Span(getTranslation("action.dryRun.condition", condition)));
            }
        }
    }

    private static JsonNode shown(JsonNode step) {
        for (String key : List.of("error", "approval", "choice")) {
            if (step.has(key)) {
                return step.path(key);
            }
        }
        return step.path("request");
    }

    private void request(String title, JsonNode shown) {
        if (shown.isMissingNode()) {
            return;
        }
        Pre request = new Pre(shown.isString() ? shown.stringValue() : Json.pretty(shown));
        request.getElement().setAttribute("tabindex", "0");
        request.getElement().setAttribute("aria-label", title);
        add(new H3(title), request);
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.portolan.action.Action;
import io.portolan.action.InvocationType;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What stands behind an action: its call, or its steps with what each of them does.
class BackendSummary extends Div {

    private static final long serialVersionUID = 1L;

    BackendSummary(Action action) {
        addClassName("act-template-backend");
        if (!action.hasSteps()) {
            add(new Span(kind(action.invocation())), place(action.invocation()));
            return;
        }
        OrderedList list = new OrderedList();
        list.addClassName("act-template-inputs");
        action.document().path("steps").forEach(step -> list.add(item(step)));
        add(list);
    }

    private static ListItem item(JsonNode step) {
        String title = Json.text(step, "title");
        Span name = new Span(title == null ? step.path("identifier").asString("") : title);
        Span what = new Span();
        what.addClassName("pt-muted");
        if (step.has("approval")) {
            what.setText(Texts.get("action.step.approval"));
        } else if (step.has("choice")) {
            what.setText(Texts.get("action.step.choice"));
        } else if (step.get("invocationMethod") instanceof ObjectNode method) {
            what.setText(kind(method));
            return new ListItem(name, what, place(method));
        }
        return new ListItem(name, what);
    }

    private static String kind(ObjectNode method) {
        return Texts.get("action.backend." + text(method, "type"));
    }

    private static Span place(ObjectNode method) {
        String place = switch (InvocationType.valueOf(text(method, "type"))) {
            case WEBHOOK -> (text(method, "method") + " " + text(method, "url")).strip();
            case GITHUB -> text(method, "org") + "/" + text(method, "repo") + ", " + text(method, "workflow");
            case GITLAB -> text(method, "groupName") + "/" + text(method, "projectName");
            case AZURE_DEVOPS -> text(method, "org") + ", " + text(method, "webhook");
            case UPSERT_ENTITY -> text(method, "blueprintIdentifier");
            case INTEGRATION_ACTION -> integration(method);
            case KAFKA -> "";
        };
        Span where = new Span(place);
        where.addClassName("act-template-place");
        return where;
    }

    /// Who does it, and, as far as it says, where.
    private static String integration(ObjectNode method) {
        JsonNode properties = method.path("integrationActionExecutionProperties");
        String workflow = properties.path("workflow").asString("");
        return text(method, "installationId")
                + (workflow.isEmpty()
                        ? ""
                        : ": " + properties.path("org").asString("") + "/"
                                + properties.path("repo").asString("") + ", " + workflow);
    }

    private static String text(ObjectNode method, String key) {
        return method.path(key).asString("");
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.kernel.Json;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.JsonForm;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Whether runs wait for an approval, how approvers hear of it, and who they are.
class ApprovalTab extends Div {

    private static final long serialVersionUID = 1L;
    private static final List<String> HOURS = List.of("approvalReminderHours", "approvalExpiryHours");

    private final transient ActionDraft draft;
    private final JsonForm form;
    private final boolean severalChannels;

    ApprovalTab(ActionDraft draft, RightsBlock approvers) {
        this.draft = draft;
        ObjectNode document = draft.document();
        this.severalChannels = document.path("approvalNotification").isArray();
        addClassName("act-tab");
        form = new JsonForm(List.of(
                options("approval", "NONE", "ANY", "ALL"),
                FieldSpec.of("allowOwnRuns", getTranslation("action.approval.own"), Kind.BOOLEAN),
                options("channel", "none", "email", "webhook"),
                FieldSpec.of("url", getTranslation("action.approval.url"), Kind.STRING),
                options("format", "json", "slack"),
                FieldSpec.of("approvalReminderHours", getTranslation("action.approval.reminder"), Kind.NUMBER),
                FieldSpec.of("approvalExpiryHours", getTranslation("action.approval.expiry"), Kind.NUMBER)));
        JsonNode required = document.path("requiredApproval");
        JsonNode channel = document.path("approvalNotification");
        String kind = required.isObject() ? Objects.requireNonNullElse(Json.text(required, "type"), "ANY") : "ANY";
        ObjectNode value = Json.object()
                .put("approval", required.isObject() || required.booleanValue(false) ? kind : "NONE")
                .put("allowOwnRuns", required.path("allowOwnRuns").booleanValue(false))
                .put("channel", Objects.requireNonNullElse(Json.text(channel, "type"), "none"))
                .put("url", Json.text(channel, "url"))
                .put("format", Objects.requireNonNullElse(Json.text(channel, "format"), "json"));
        HOURS.forEach(key -> value.set(key, document.path(key).isNumber() ? document.get(key) : null));
        form.setValue(value);
        form.onChange(this::write);
        add(form);
        if (severalChannels) {
            add(new Paragraph(getTranslation("action.approval.several")));
        }
        add(approvers);
        adapt();
    }

    private FieldSpec options(String key, String... values) {
        return FieldSpec.of(key, getTranslation("action.approval." + key), Kind.STRING)
                .withOptions(Stream.of(values)
                        .map(each -> new Option(
                                StringNode.valueOf(each), getTranslation("action.approval." + key + "." + each), null))
                        .toList());
    }

    private void adapt() {
        ObjectNode value = form.value();
        boolean waits = !"NONE".equals(Json.text(value, "approval"));
        boolean webhook = "webhook".equals(Json.text(value, "channel"));
        form.setFieldVisible("allowOwnRuns", waits);
        form.setFieldVisible("channel", waits && !severalChannels);
        form.setFieldVisible("url", waits && webhook && !severalChannels);
        form.setFieldVisible("format", waits && webhook && !severalChannels);
        HOURS.forEach(key -> form.setFieldVisible(key, waits));
    }

    private void write() {
        adapt();
        ObjectNode value = form.value();
        ObjectNode document = draft.document();
        String approval = Objects.requireNonNullElse(Json.text(value, "approval"), "NONE");
        boolean waits = !approval.equals("NONE");
        if (!waits) {
            document.remove("requiredApproval");
        } else {
            boolean own = value.path("allowOwnRuns").booleanValue(false);
            if (own
                    || approval.equals("ALL")
                    || !document.path("requiredApproval").booleanValue(false)) {
                ObjectNode required = document.putObject("requiredApproval").put("type", approval);
                if (own) {
                    required.put("allowOwnRuns", true);
                }
            }
        }
        if (waits && !severalChannels) {
            String channel = Objects.requireNonNullElse(Json.text(value, "channel"), "none");
            if (channel.equals("none")) {
                document.remove("approvalNotification");
            } else {
                ObjectNode told = ActionDraft.object(document, "approvalNotification");
                if (!channel.equals(Json.text(told, "type"))) {
                    told.removeAll();
                }
                told.put("type", channel);
                if (channel.equals("webhook")) {
                    told.put("format", Objects.requireNonNullElse(Json.text(value, "format"), "json"));
                    told.put("url", Objects.requireNonNullElse(Json.text(value, "url"), ""));
                }
            }
        }
        for (String key : HOURS) {
            ActionDraft.putWhole(document, key, value.get(key));
        }
        draft.touched();
    }
}

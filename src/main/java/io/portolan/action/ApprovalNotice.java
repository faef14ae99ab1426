package io.portolan.action;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What approvers are told, in the shapes of its channels. Encrypted inputs are masked in all of them. Pure.
///
/// @param number 0 for the first word, 1 … for a reminder
/// @param approvers e-mails of those who are told
/// @param link address of the run's page
/// @param expiry when the run is declined by itself; null for never
record ApprovalNotice(
        ActionRun run,
        int number,
        List<String> approvers,
        String link,
        @Nullable Instant expiry) {

    private static final int LONGEST_VALUE = 300;
    private static final int MOST_INPUTS = 20;
    /// What one section of a Slack message holds at most.
    private static final int LONGEST_SLACK = 2_900;

    String subject() {
        String text = (number == 0 ? "Approval needed: " : "Reminder, approval needed: ") + run.actionTitle();
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /// What is asked, in one sentence.
    private String sentence() {
        return run.startedBy() + " wants to run \"" + run.actionTitle() + "\" and needs your approval.";
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("type", number == 0 ? "APPROVAL_REQUESTED" : "APPROVAL_REMINDER");
        json.put("reminder", number);
        ObjectNode about = json.putObject("run");
        about.put("id", run.id());
        about.put("status", run.status().name());
        about.put("createdAt", Json.time(run.createdAt()));
        about.put("createdBy", run.createdBy());
        about.put("startedBy", run.startedBy());
        about.put("step", StepApproval.waiting(run).map(ActionStep::identifier).orElse(null));
        about.put("expiresAt", expiry == null ? null : Json.time(expiry));
        json.putObject("action").put("identifier", run.actionIdentifier()).put("title", run.actionTitle());
        json.put("blueprint", run.blueprint());
        json.put("entity", run.entity());
        json.set("inputs", run.maskedProperties());
        json.set("approvers", Json.strings(approvers));
        json.put("link", link);
        return json;
    }

    ObjectNode slack() {
        ObjectNode message = Json.object();
        message.put("text", subject() + " " + link);
        ArrayNode blocks = message.putArray("blocks");
        ObjectNode header = blocks.addObject().put("type", "header").putObject("text");
        header.put("type", "plain_text").put("text", cut(subject(), 150));
        section(blocks, escape(sentence()));
        StringBuilder facts = new StringBuilder();
        facts().forEach((name, value) -> facts.append('*')
                .append(escape(name))
                .append(":* ")
                .append(escape(value))
                .append('\n'));
        section(blocks, facts.toString());
        ObjectNode button = blocks.addObject()
                .put("type", "actions")
                .putArray("elements")
                .addObject()
                .put("type", "button")
                .put("style", "primary")
                .put("url", link);
        button.putObject("text").put("type", "plain_text").put("text", "Open the run");
        return message;
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", cut(text, LONGEST_SLACK));
    }

    String plain() {
        StringBuilder text = new StringBuilder(sentence()).append("\n\n");
        facts().forEach((name, value) ->
                text.append(name).append(": ").append(value).append('\n'));
        return text.append("\nApprove or decline: ").append(link).append('\n').toString();
    }

    String html() {
        StringBuilder text = new StringBuilder("<!doctype html><html lang=\"en\"><body><p>")
                .append(HtmlUtils.htmlEscape(sentence()))
                .append("</p><table>");
        facts().forEach((name, value) -> text.append("<tr><th align=\"left\" scope=\"row\">")
                .append(HtmlUtils.htmlEscape(name))
                .append("</th><td>")
                .append(HtmlUtils.htmlEscape(value))
                .append("</td></tr>"));
        return text.append("</table><p><a href=\"")
                .append(HtmlUtils.htmlEscape(link))
                .append("\">Approve or decline</a></p></body></html>")
                .toString();
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Started by", run.startedBy() + " at " + Json.time(run.createdAt()));
        StepApproval.waiting(run).ifPresent(step -> facts.put("Step", step.title()));
        String entity = run.entity();
        if (entity != null) {
            facts.put(String.valueOf(run.blueprint()), entity);
        }
        UserInputs inputs = run.action().userInputs();
        run.maskedProperties().properties().stream().limit(MOST_INPUTS).forEach(each -> {
            UserInput input = inputs.find(each.getKey());
            facts.put(input == null ? each.getKey() : input.title(), text(each.getValue()));
        });
        if (expiry != null) {
            facts.put("Declined by itself at", Json.time(expiry));
        }
        return facts;
    }

    private static String text(JsonNode value) {
        return cut(value.isString() ? value.stringValue() : Json.write(value), LONGEST_VALUE);
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

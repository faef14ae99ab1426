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
/// @param links address of the page that asks each approver, by e-mail; empty when there are none
/// @param expiry when the run is declined by itself; null for never
record ApprovalNotice(
        ActionRun run,
        int number,
        List<String> approvers,
        String link,
        Map<String, String> links,
        @Nullable Instant expiry) {

    private static final int LONGEST_VALUE = 300;
    private static final int MOST_INPUTS = 20;
    /// What one section of a Slack message holds at most.
    private static final int LONGEST_SLACK = 2_900;
    private static final int MOST_BUTTONS = 10;
    private static final String ALONE =
            "The link is for you alone: whoever has it can decide in your name, once. Opening it decides nothing.";

    String subject() {
        String text = (number == 0 ? "Approval needed: " : "Reminder, approval needed: ") + run.actionTitle();
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /// What is asked, in one sentence.
    private String sentence() {
        return run.startedBy() + " wants to run \"" + run.actionTitle() + "\" and needs your approval.";
    }

    /// @param withLinks whether the receiver may have the links that decide
    ObjectNode json(boolean withLinks) {
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
        if (withLinks && !links.isEmpty()) {
            ArrayNode personal = json.putArray("links");
            links.forEach((approver, url) ->
                    personal.addObject().put("approver", approver).put("url", url));
        }
        return json;
    }

    /// @param withLinks whether whoever reads the channel may have the links that decide
    ObjectNode slack(boolean withLinks) {
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
        ArrayNode buttons = blocks.addObject().put("type", "actions").putArray("elements");
        button(buttons, "Open the run", link).put("style", "primary");
        if (withLinks) {
            links.entrySet().stream()
                    .limit(MOST_BUTTONS)
                    .forEach(each -> button(buttons, cut("Decide as " + each.getKey(), 75), each.getValue()));
        }
        return message;
    }

    private static ObjectNode button(ArrayNode buttons, String text, String url) {
        ObjectNode button = buttons.addObject().put("type", "button").put("url", url);
        button.putObject("text").put("type", "plain_text").put("text", text);
        return button;
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", cut(text, LONGEST_SLACK));
    }

    /// @param reader e-mail of the approver whose message it is
    String plain(String reader) {
        StringBuilder text = new StringBuilder(sentence()).append("\n\n");
        facts().forEach((name, value) ->
                text.append(name).append(": ").append(value).append('\n'));
        String personal = links.get(reader);
        text.append("\nApprove or decline: ")
                .append(personal == null ? link : personal)
                .append('\n');
        if (personal != null) {
            text.append(ALONE).append("\n\nOr sign in: ").append(link).append('\n');
        }
        return text.toString();
    }

    /// @param reader e-mail of the approver whose message it is
    String html(String reader) {
        StringBuilder text = new StringBuilder("<!doctype html><html lang=\"en\"><body><p>")
                .append(HtmlUtils.htmlEscape(sentence()))
                .append("</p><table>");
        facts().forEach((name, value) -> text.append("<tr><th align=\"left\" scope=\"row\">")
                .append(HtmlUtils.htmlEscape(name))
                .append("</th><td>")
                .append(HtmlUtils.htmlEscape(value))
                .append("</td></tr>"));
        String personal = links.get(reader);
        text.append("</table>");
        anchor(text, personal == null ? link : personal, "Approve or decline");
        if (personal != null) {
            text.append("<p>").append(ALONE).append("</p>");
            anchor(text, link, "Or sign in and open the run");
        }
        return text.append("</body></html>").toString();
    }

    private static void anchor(StringBuilder text, String address, String words) {
        text.append("<p><a href=\"")
                .append(HtmlUtils.htmlEscape(address))
                .append("\">")
                .append(words)
                .append("</a></p>");
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

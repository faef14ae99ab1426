package io.portolan.action.rest;

import io.portolan.action.ActionRun;
import io.portolan.action.ApprovalService;
import io.portolan.action.LinkedApproval;
import io.portolan.action.RunStatus;
import io.portolan.action.RunStep;
import io.portolan.action.UserInput;
import io.portolan.action.UserInputs;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/// Writes the pages behind the links of approvals, in the reader's language: plain HTML with a form, without script,
/// in the portal's colours.
final class ApprovalPage {

    private static final int LONGEST_VALUE = 2_000;

    private static final String STYLE = """

            html { color-scheme: light dark; background: light-dark(#f3f5f9, #12151c); }
            body { margin: 0; padding: 1.5rem 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--pt-text); }
            main { max-width: 42rem; margin: 0 auto; padding: 1.5rem; background: var(--pt-raised);
              border: 1px solid var(--pt-border); border-radius: var(--pt-radius); box-shadow: var(--pt-shadow); }
            h1 { margin: 0 0 0.5rem; font-size: 1.4rem; line-height: 1.3; overflow-wrap: anywhere; }
            p { margin: 0.5rem 0; overflow-wrap: anywhere; }
            dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: 0.35rem 1rem;
              margin: 1rem 0; padding: 0.75rem 1rem; background: var(--pt-sunken); border-radius: 0.5rem; }
            dt { color: var(--pt-muted); overflow-wrap: anywhere; }
            dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
            label { display: block; margin: 1rem 0 0.25rem; font-weight: 600; }
            textarea { width: 100%; box-sizing: border-box; min-height: 5rem; padding: 0.5rem 0.75rem; font: inherit;
              color: inherit; background: var(--pt-raised); border: 1px solid var(--pt-muted); border-radius: 0.5rem; }
            button { min-height: 2.75rem; padding: 0 1.25rem; font: inherit; font-weight: 600; border-radius: 0.5rem;
              border: 1px solid transparent; cursor: pointer; }
            .buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1rem 0; }
            .approve { color: light-dark(#fff, #10131a); background: var(--pt-accent); }
            .decline { color: var(--pt-danger); background: none; border-color: var(--pt-danger); }
            .wrong { padding: 0.5rem 0.75rem; color: var(--pt-red-fg); background: var(--pt-red-bg); border-radius: 0.5rem; }
            :focus-visible { outline: 3px solid var(--pt-focus); outline-offset: 2px; }
            @media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
              dd { margin-bottom: 0.5rem; } .buttons button { flex: 1 1 100%; } }
            """;

    /// The page loads the portal's style sheet, has one of its own, and sends its form to itself.
    static final String CONTENT_POLICY = "default-src 'none'; style-src 'self' 'sha256-" + hash(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Locale locale;
    private final DateTimeFormatter moments;

    ApprovalPage(Locale locale) {
        this.locale = locale.getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
        this.moments = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(this.locale)
                .withZone(ZoneOffset.UTC);
    }

    /// What will run, for whom, and the form.
    ///
    /// @param tooLong a reason that was refused for its length; null at first
    String ask(LinkedApproval approval, @Nullable String tooLong) {
        ActionRun run = approval.run();
        if (run == null) {
            return tell(approval);
        }
        StringBuilder html = new StringBuilder();
        tag(html, "h1", text("action.approvalPage.asked", run.actionTitle()));
        tag(html, "p", text("action.approvalPage.as", approval.approver()));
        html.append("<dl>");
        fact(html, text("action.runs.by"), run.startedBy() + ", " + moment(run.createdAt()));
        String entity = run.entity();
        if (entity != null) {
            fact(html, text("action.run.entity"), run.blueprint() + " " + entity);
        }
        Instant scheduled = run.scheduledAt();
        if (scheduled != null) {
            fact(html, text("action.run.scheduled"), moment(scheduled));
        }
        asking(run).ifPresent(step -> {
            fact(html, text("action.approvalPage.step"), step.title());
            String question = step.message();
            if (question != null) {
                fact(html, text("action.approvalPage.question"), question);
            }
        });
        inputs(html, run);
        Instant expiry = approval.expiry();
        if (expiry != null) {
            fact(html, text("action.approvalPage.until"), moment(expiry));
        }
        html.append("</dl>");
        if (tooLong != null) {
            html.append("<p class=\"wrong\" role=\"alert\">")
                    .append(escape(text("action.approvalPage.tooLong", ApprovalService.LONGEST_REASON)))
                    .append("</p>");
        }
        html.append("<form method=\"post\"><label for=\"reason\">")
                .append(escape(text("action.approvalPage.reason")))
                .append("</label><textarea id=\"reason\" name=\"reason\" maxlength=\"")
                .append(ApprovalService.LONGEST_REASON)
                .append("\">")
                .append(tooLong == null ? "" : escape(tooLong))
                .append("</textarea><div class=\"buttons\">");
        button(html, "approve", text("action.run.approve"));
        button(html, "decline", text("action.run.decline"));
        html.append("</div></form>");
        tag(html, "p", text("action.approvalPage.once"));
        openRun(html, run);
        return page(text("action.approvalPage.asked", run.actionTitle()), html);
    }

    /// How it stands where there is nothing to decide.
    String tell(LinkedApproval approval) {
        ActionRun run = approval.run();
        String key = "action.approvalPage." + approval.state().name();
        String title = run == null ? text(key) : text(key, run.actionTitle());
        StringBuilder html = new StringBuilder();
        tag(html, "h1", title);
        if (approval.state() == LinkedApproval.State.APPROVED
                && run != null
                && run.status() == RunStatus.WAITING_FOR_APPROVAL) {
            tag(html, "p", text("action.approvalPage.others"));
        } else {
            boolean midway = approval.state() == LinkedApproval.State.DECLINED
                    && run != null
                    && run.steps().stream().anyMatch(step -> step.status() == RunStep.Status.DECLINED);
            tag(html, "p", text(key + (midway ? ".step" : ".text"), approval.approver()));
        }
        if (run != null) {
            openRun(html, run);
        }
        return page(title, html);
    }

    String tooMany(long seconds) {
        StringBuilder html = new StringBuilder();
        tag(html, "h1", text("action.approvalPage.tooMany"));
        tag(html, "p", text("action.approvalPage.tooMany.text", seconds));
        return page(text("action.approvalPage.tooMany"), html);
    }

    /// The step that waits for the decision, of a run that has begun.
    private static Optional<RunStep> asking(ActionRun run) {
        return run.steps().stream()
                .filter(step -> step.status() == RunStep.Status.WAITING_FOR_APPROVAL)
                .findFirst();
    }

    private void inputs(StringBuilder html, ActionRun run) {
        UserInputs inputs = run.userInputs();
        run.maskedProperties().properties().forEach(each -> {
            UserInput input = inputs.find(each.getKey());
            JsonNode value = each.getValue();
            String shown = value.isString() ? value.stringValue() : Json.write(value);
            fact(
                    html,
                    input == null ? each.getKey() : input.title(),
                    shown.length() > LONGEST_VALUE ? shown.substring(0, LONGEST_VALUE) + "…" : shown);
        });
    }

    private void openRun(StringBuilder html, ActionRun run) {
        html.append("<p><a href=\"../runs/")
                .append(escape(run.id()))
                .append("\">")
                .append(escape(text("action.approvalPage.open")))
                .append("</a></p>");
    }

    private String page(String title, StringBuilder body) {
        return "<!doctype html><html lang=\"" + locale.getLanguage() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\"><title>" + escape(title) + " | Portolan</title>"
                + "<link rel=\"stylesheet\" href=\"../styles.css\"><style>" + STYLE + "</style></head><body><main>"
                + body + "</main></body></html>";
    }

    private static void button(StringBuilder html, String decision, String words) {
        html.append("<button class=\"")
                .append(decision)
                .append("\" name=\"decision\" value=\"")
                .append(decision)
                .append("\">")
                .append(escape(words))
                .append("</button>");
    }

    private static void fact(StringBuilder html, String name, String value) {
        tag(html, "dt", name);
        tag(html, "dd", value);
    }

    private static void tag(StringBuilder html, String tag, String words) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(escape(words))
                .append("</")
                .append(tag)
                .append('>');
    }

    private String moment(Instant moment) {
        return moments.format(moment) + " UTC";
    }

    private String text(String key, Object... parameters) {
        return Texts.in(locale, key, parameters);
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The Java runtime lacks SHA-256", e);
        }
    }
}

package io.portolan.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.outbound.WebhookSigner;
import io.portolan.testing.Api;
import io.portolan.testing.Backend;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import io.portolan.testing.TestDatabase;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Approvers hear of runs that wait for them, are reminded, and what nobody approves is declined.
@PortalTest
class ApprovalNotificationIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    RunClock time;

    @Autowired
    OutboundAllowList allowed;

    @Autowired
    RunRows runs;

    @Autowired
    RunTraceRows traces;

    @Autowired
    ApprovalRows rows;

    @Autowired
    ApprovalRecipients recipients;

    @Autowired
    ApprovalDeadlines deadlines;

    @Autowired
    ApprovalLinks links;

    @Autowired
    ApprovalHook hooks;

    @Autowired
    ActionSettings settings;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    private Backend backend;
    private List<Backend.Call> calls = List.of();
    private String base = "";
    private String action = "";
    private String bob = "";
    private String cat = "";

    @BeforeEach
    void start() throws IOException {
        backend = new Backend(allowed, 200);
        calls = backend.calls();
        base = backend.base();
        action = Names.unique("asks");
        bob = invite("bob");
        cat = invite("cat");
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    private String invite(String name) {
        String email = Names.unique(name) + "@example.com";
        api.post("/v1/users/invite", "{\"invitee\": {\"email\": \"" + email + "\", \"roles\": [\"Member\"]}}");
        return email;
    }

    private void define(String notification, String more) {
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Drop <it>", "requiredApproval": true, "approvalNotification": %s, %s
                 "trigger": {"type": "self-service", "operation": "CREATE",
                   "userInputs": {"properties": {"size": {"type": "number", "title": "Size"},
                     "key": {"type": "string", "encryption": "aes256-gcm"}}}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com/x"}}""".formatted(action, notification, more)).expect(201);
        api.patch(
                        "/v1/actions/" + action + "/permissions",
                        "{\"approve\": {\"users\": [\"" + bob + "\", \"" + cat + "\"]}}")
                .expect(200);
    }

    private String started() {
        return api.start(action, "{\"properties\": {\"size\": 3, \"key\": \"open sesame\"}}");
    }

    private String log(String id) {
        return api.get("/v1/actions/runs/" + id + "/logs").expect(200).text();
    }

    private void pass(Duration span) {
        clock.advance(span);
        time.tick();
        dispatcher.drain();
    }

    @Test
    void webhooksTellWhatIsAskedSignedAndWithoutSecrets() {
        define("""
                [{"type": "webhook", "url": "%1$s/json"}, {"type": "webhook", "format": "slack", "url": "%1$s/slack"}]""".formatted(base), "");
        String id = started();
        dispatcher.drain();
        assertThat(calls.stream().map(Backend.Call::path)).containsExactly("/json", "/slack");

        Backend.Call plain = calls.getFirst();
        JsonNode body = Json.parse(plain.body());
        assertThat(body.path("type").asString("")).isEqualTo("APPROVAL_REQUESTED");
        assertThat(body.path("run").path("id").asString("")).isEqualTo(id);
        assertThat(body.path("inputs").path("size").asInt(0)).isEqualTo(3);
        assertThat(body.path("link").asString("")).endsWith("/runs/" + id);
        assertThat(Json.texts(body.path("approvers"))).containsExactlyInAnyOrder(bob, cat);
        assertThat(plain.body()).doesNotContain("open sesame", "/approvals/");
        assertThat(calls.getLast().body())
                .as("whoever reads the channel could decide")
                .doesNotContain("/approvals/");
        assertThat(plain.header("X-Port-Signature"))
                .isEqualTo(WebhookSigner.portSignature(
                        TestDatabase.CLIENT_SECRET,
                        Long.parseLong(plain.header("X-Port-Timestamp")),
                        plain.body().getBytes(UTF_8)));

        JsonNode slack = Json.parse(calls.getLast().body());
        assertThat(slack.path("blocks").path(1).path("text").path("text").asString(""))
                .contains("Drop &lt;it&gt;");
        assertThat(slack.path("blocks")
                        .path(3)
                        .path("elements")
                        .path(0)
                        .path("url")
                        .asString(""))
                .endsWith("/runs/" + id);
        assertThat(log(id)).contains("Told about the approval: the webhook, Slack");

        dispatcher.drain();
        assertThat(calls).hasSize(2);
    }

    @Test
    void aChannelGetsTheLinksOfTheApproversWhereTheActionSaysSo() {
        define("""
                [{"type": "webhook", "url": "%1$s/json", "links": true},
                 {"type": "webhook", "format": "slack", "url": "%1$s/slack", "links": true}]""".formatted(base), "");
        String id = started();
        dispatcher.drain();
        JsonNode personal = Json.parse(calls.getFirst().body()).path("links");
        assertThat(personal.valueStream().map(each -> each.path("approver").asString("")))
                .containsExactlyInAnyOrder(bob, cat);
        assertThat(links.read(token(personal.path(0).path("url").asString("")))
                        .orElseThrow()
                        .run())
                .isEqualTo(id);
        assertThat(calls.getLast().body()).contains("Decide as " + bob, "Decide as " + cat, "/approvals/");
    }

    private ApprovalLinks.Link linkIn(MimeMessage mail) {
        try {
            String text = mail.getContent() instanceof jakarta.mail.Multipart parts ? plain(parts) : "";
            return links.read(token(text.lines()
                            .filter(line -> line.startsWith("Approve or decline: "))
                            .findFirst()
                            .orElseThrow()))
                    .orElseThrow();
        } catch (IOException | jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The first plain text, however deep it lies.
    private static String plain(jakarta.mail.Multipart parts) throws IOException, jakarta.mail.MessagingException {
        Object first = parts.getBodyPart(0).getContent();
        return first instanceof jakarta.mail.Multipart inner ? plain(inner) : first.toString();
    }

    private static String token(String address) {
        return address.strip().substring(address.strip().lastIndexOf('/') + 1);
    }

    @Test
    void whatFailsForAPassingReasonIsRepeatedAndTheRestStandsInTheLog() {
        backend.answer(503);
        define("{\"type\": \"webhook\", \"url\": \"" + base + "/json\"}", "");
        String id = started();
        dispatcher.drain();
        assertThat(log(id)).doesNotContain("approval");
        backend.answer(200);
        pass(Duration.ofSeconds(10));
        assertThat(calls).hasSize(2);
        assertThat(calls.getFirst().key()).isEqualTo(calls.getLast().key());
        assertThat(log(id)).contains("Told about the approval");

        backend.answer(404);
        String other = started();
        dispatcher.drain();
        assertThat(log(other)).contains("Could not tell the webhook about the approval: it answered 404");
        pass(Duration.ofMinutes(10));
        assertThat(calls).hasSize(3);
    }

    @Test
    void approversAreRemindedThreeTimesAndThenTheRunIsDeclined() {
        define(
                "{\"type\": \"webhook\", \"url\": \"" + base + "/json\"}",
                "\"approvalReminderHours\": 2, \"approvalExpiryHours\": 9,");
        String id = started();
        dispatcher.drain();
        pass(Duration.ofMinutes(119));
        assertThat(calls).hasSize(1);
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofMinutes(121));
        }
        assertThat(calls.stream()
                        .map(call -> Json.parse(call.body()).path("reminder").asInt(-1)))
                .startsWith(0, 1, 2, 3)
                .hasSize(4);
        assertThat(api.run(id).path("status").asString("")).isEqualTo("DECLINED");
        assertThat(api.run(id).path("approval").path("state").asString("")).isEqualTo("DECLINED");
        assertThat(api.run(id).path("approval").path("description").asString(""))
                .isEqualTo("Expired: it was not approved within 9 hours");
        assertThat(log(id)).contains("Expired: it was not approved within 9 hours");
    }

    @Test
    void withoutAMailServerTheLogSaysSo() {
        define("{\"type\": \"email\"}", "");
        String id = started();
        dispatcher.drain();
        assertThat(log(id)).contains("e-mail is not configured");
    }

    @Test
    void eachApproverGetsOneMailInTextAndHtml() throws Exception {
        define("{\"type\": \"email\"}", "");
        String id = started();
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            ApprovalNotifier notifier = notifier(server.getSmtp().getPort());
            Change change = created(id);
            notifier.handle(change);
            notifier.handle(change);
            MimeMessage[] mails = server.getReceivedMessages();
            assertThat(Arrays.stream(mails).map(ApprovalNotificationIT::to)).containsExactlyInAnyOrder(bob, cat);
            assertThat(mails[0].getSubject()).isEqualTo("Approval needed: Drop <it>");
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            mails[0].writeTo(whole);
            assertThat(whole.toString(UTF_8))
                    .contains("text/plain", "text/html", "Size: 3", "Drop &lt;it&gt;", "/runs/" + id)
                    .doesNotContain("open sesame");
            for (MimeMessage mail : mails) {
                assertThat(linkIn(mail)).extracting(ApprovalLinks.Link::run).isEqualTo(id);
                assertThat(linkIn(mail))
                        .extracting(ApprovalLinks.Link::approver)
                        .isEqualTo(to(mail));
            }
            assertThat(log(id)).contains("Told about the approval: ").contains(bob);
        } finally {
            server.stop();
        }
    }

    private ApprovalNotifier notifier(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new ApprovalNotifier(
                runs,
                traces,
                rows,
                recipients,
                deadlines,
                links,
                hooks,
                new ApprovalMail(sender, settings),
                settings,
                transactions,
                events,
                clock);
    }

    private Change created(String id) {
        return new Change(
                0,
                clock.instant(),
                ChangeKind.RUN_CREATED,
                null,
                id,
                id,
                null,
                runs.find(id).orElseThrow().toJson(),
                Json.object(),
                Actor.Kind.USER,
                "ann",
                "Ann",
                Origin.UI,
                null,
                0);
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

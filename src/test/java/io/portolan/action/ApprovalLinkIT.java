package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.access.SecretBox;
import io.portolan.access.SignInThrottle;
import io.portolan.access.UserService;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// An approver decides by the link of a message, over HTTP and without signing in.
@PortalTest
class ApprovalLinkIT {

    @Autowired
    Api api;

    @Autowired
    ActionService actions;

    @Autowired
    RunService runs;

    @Autowired
    ApprovalService approvals;

    @Autowired
    ApprovalLinks links;

    @Autowired
    SettableClock clock;

    @Autowired
    SecretBox box;

    @Autowired
    ApprovalDeadlines deadlines;

    @Autowired
    ApprovalRows rows;

    @Autowired
    RunRows runRows;

    @Autowired
    UserService users;

    @Autowired
    SignInThrottle throttle;

    @Autowired
    ChangeDispatcher dispatcher;

    private final HttpClient browser = HttpClient.newHttpClient();
    private String action = "";
    private String ann = "";
    private String bob = "";
    private String cat = "";

    @BeforeEach
    void people() {
        action = Names.unique("linked");
        ann = invite("ann");
        bob = invite("bob");
        cat = invite("cat");
    }

    /// Forged links of one test are not to slow down the next.
    @AfterEach
    void calm() {
        clock.advance(Duration.ofMinutes(6));
    }

    @Test
    void openingALinkDecidesNothingAndSendingItsFormDecidesOnce() {
        define("true");
        String id = start();
        String link = link(id, bob);
        HttpResponse<String> page = get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Approve this run? Drop &lt;it&gt;", "Size", "3", "••••••", "Ann", "<textarea", "decline")
                .doesNotContain("open sesame", "<script");
        assertThat(page.headers().map().keySet()).noneMatch(name -> name.equalsIgnoreCase("set-cookie"));
        assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("cache-control").orElse("")).contains("no-store");
        get(link);
        assertThat(post(link, "decision=perhaps").statusCode()).isEqualTo(200);
        assertThat(post(link, "decision=approve&reason=" + "x".repeat(501)).statusCode())
                .isEqualTo(422);
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);

        HttpResponse<String> done = post(link, "decision=approve&reason=" + encode("fine by me"));
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("You approved");
        assertThat(done.headers().map().keySet()).noneMatch(name -> name.equalsIgnoreCase("set-cookie"));
        assertThat(status(id)).isEqualTo(RunStatus.IN_PROGRESS);
        assertThat(api.run(id).at("/approval/userId").asString("")).isEqualTo(bob);
        assertThat(api.run(id).at("/approval/description").asString("")).isEqualTo("fine by me");
        assertThat(api.get("/v1/actions/runs/" + id + "/logs").text()).contains("through the link in a message: fine");
        assertThat(api.get("/v1/audit-log?run_id=" + id).text())
                .contains("\"approvalLink\":true", "\"decision\":\"APPROVE\"", bob);

        HttpResponse<String> again = post(link, "decision=decline");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("You have already decided");
        assertThat(get(link(id, cat)).body()).contains("Already decided");
        assertThat(status(id)).isEqualTo(RunStatus.IN_PROGRESS);
    }

    @Test
    void whatThePortalHasNotSignedIsRefusedAndWhoeverTriesManyIsSlowedDown() {
        define("true");
        String id = start();
        String other = start();
        String genuine = link(id, bob);
        String signature = genuine.substring(genuine.indexOf('.'));
        String forOther = link(other, bob);
        List<String> forged = List.of(
                forOther.substring(0, forOther.indexOf('.')) + signature,
                link(id, cat).substring(0, link(id, cat).indexOf('.')) + signature,
                genuine.substring(0, genuine.length() - 4),
                "nothing");
        for (String each : forged) {
            HttpResponse<String> answer = post(each, "decision=approve");
            assertThat(answer.statusCode()).as(each).isEqualTo(404);
            assertThat(answer.body()).contains("This link is not valid");
        }
        HttpResponse<String> last = post("nothing", "decision=approve");
        for (int i = 0; i < 10 && last.statusCode() != 429; i++) {
            last = get("nothing" + i);
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("retry-after")).isPresent();
        assertThat(get(genuine).statusCode()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(6));
        assertThat(post(genuine, "decision=decline").body()).contains("You declined");
        assertThat(status(id)).isEqualTo(RunStatus.DECLINED);
        assertThat(status(other)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
    }

    @Test
    void aLinkEndsWithItsTimeOrWithTheRun() {
        define("true");
        String id = start();
        String link = link(id, bob);
        String withdrawn = start();
        String dead = link(withdrawn, bob);
        runs.withdraw(withdrawn, person(ann));
        assertThat(post(dead, "decision=approve").body()).contains("Withdrawn");
        assertThat(status(withdrawn)).isEqualTo(RunStatus.FAILURE);

        clock.advance(Duration.ofDays(7).plusSeconds(1));
        HttpResponse<String> late = post(link, "decision=approve");
        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("This link has expired");
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
    }

    @Test
    void rightsAreThoseOfTheMoment() {
        define("true");
        String id = start();
        String lost = link(id, bob);
        String disabled = link(id, cat);
        approvers("\"" + cat + "\", \"" + ann + "\"");
        HttpResponse<String> refused = post(lost, "decision=approve");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("You can no longer decide").doesNotContain("<form");
        HttpResponse<String> own = post(link(id, ann), "decision=approve");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("This is your own run");
        api.patch("/v1/users/" + cat, "{\"status\": \"Disabled\"}").expect(200);
        assertThat(post(disabled, "decision=approve").statusCode()).isEqualTo(403);
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
    }

    @Test
    void whereAllHaveToAgreeEachLinkIsOneVoice() {
        define("{\"type\": \"ALL\"}");
        String id = start();
        String first = link(id, bob);
        assertThat(post(first, "decision=approve").body()).contains("waits for the other approvers");
        assertThat(post(first, "decision=approve").statusCode()).isEqualTo(410);
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
        assertThat(approvals.approvedBy(id, Actor.system())).containsExactly(bob);
        assertThat(post(link(id, cat), "decision=approve").body()).contains("The run goes on");
        assertThat(status(id)).isEqualTo(RunStatus.IN_PROGRESS);
    }

    @Test
    void aLinkAnswersTheQuestionThatItWasMadeForAndNoOtherOfTheRun() {
        api.post("/v1/actions", """
                {"identifier": "%1$s", "title": "Twice asked",
                 "trigger": {"type": "self-service", "operation": "CREATE", "userInputs": {"properties": {}}},
                 "steps": [{"identifier": "one", "approval": {"approvers": {"users": ["%2$s", "%3$s"]}}},
                           {"identifier": "two", "approval": {"approvers": {"users": ["%2$s"]}}}]}""".formatted(action, bob, cat)).expect(201);
        String id = start();
        dispatcher.drain();
        String first = link(id, bob);
        assertThat(get(first).statusCode()).isEqualTo(200);
        assertThat(post(link(id, cat), "decision=approve").body()).contains("You approved");
        dispatcher.drain();
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);

        HttpResponse<String> late = post(first, "decision=approve");
        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("Already decided");
        // as when the other one decides between the look at the link and the decision
        ApprovalRows.Question one = new ApprovalRows.Question(id, "one");
        assertThatThrownBy(() -> approvals.decideByLink(one, true, null, person(bob)))
                .isInstanceOf(PortalException.Conflict.class);
        assertThat(approvals.approvedBy(id, Actor.system())).isEmpty();
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);

        assertThat(post(link(id, bob), "decision=decline").body()).contains("You declined");
        dispatcher.drain();
        assertThat(status(id)).isEqualTo(RunStatus.DECLINED);
    }

    @Test
    void nothingButTheAddressOfOneLinkIsOpen() {
        assertThat(get("").statusCode()).isEqualTo(403);
        assertThat(get("some/thing").statusCode()).isEqualTo(403);
        assertThat(post("some/thing", "decision=approve").statusCode()).isEqualTo(403);
        assertThat(send(request("something").DELETE()).statusCode()).isEqualTo(403);
    }

    @Test
    void switchedOffNoMessageHasALinkAndAFormerOneDecidesNothing() {
        define("true");
        String id = start();
        String former = link(id, bob);
        ActionSettings off = new ActionSettings(
                "http://localhost",
                new ActionSettings.Approvals(Duration.ofHours(24), Duration.ofDays(7), false),
                new ActionSettings.Mail("portal@localhost"));
        ApprovalLinks none = new ApprovalLinks(box, deadlines, off, clock);
        assertThat(none.addresses(runs.require(id, Actor.system()), List.of(bob)))
                .isEmpty();
        LinkedApproval answer = new ApprovalLinkService(none, approvals, rows, runRows, users, throttle, clock)
                .decide(former, true, null, "192.0.2.7");
        assertThat(answer.state()).isEqualTo(LinkedApproval.State.OFF);
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
    }

    private String invite(String name) {
        String email = Names.unique(name) + "@example.com";
        api.post("/v1/users/invite", "{\"invitee\": {\"email\": \"" + email + "\", \"roles\": [\"Member\"]}}");
        return email;
    }

    private void define(String approval) {
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Drop <it>", "requiredApproval": %s,
                 "trigger": {"type": "self-service", "operation": "CREATE",
                   "userInputs": {"properties": {"size": {"type": "number", "title": "Size"},
                     "key": {"type": "string", "encryption": "aes256-gcm"}}}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com/x"}}""".formatted(action, approval)).expect(201);
        approvers("\"" + bob + "\", \"" + cat + "\"");
    }

    private void approvers(String list) {
        api.patch("/v1/actions/" + action + "/permissions", "{\"approve\": {\"users\": [" + list + "]}}")
                .expect(200);
    }

    private String start() {
        return runs.execute(
                        new ExecuteCommand(action, Json.parseObject("{\"size\": 3, \"key\": \"open sesame\"}"), null),
                        person(ann))
                .id();
    }

    private static Actor person(String email) {
        return Actor.user(email, "Ann", Set.of(Role.MEMBER), List.of(), Origin.UI);
    }

    private String link(String run, String approver) {
        String address = Objects.requireNonNull(links.addresses(runs.require(run, Actor.system()), List.of(approver))
                .get(approver));
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private RunStatus status(String id) {
        return runs.require(id, Actor.system()).status();
    }

    private HttpResponse<String> get(String token) {
        return send(request(token).GET());
    }

    private HttpResponse<String> post(String token, String form) {
        return send(request(token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String token) {
        return HttpRequest.newBuilder(URI.create(api.baseUrl() + "/approvals/" + token))
                .header("Accept-Language", "en");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

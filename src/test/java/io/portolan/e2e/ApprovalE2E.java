package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.testing.Api;
import io.portolan.testing.Backend;
import io.portolan.testing.Names;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Somebody fills in a form step by step, and a second person approves the run by the link of a message, without
/// signing in.
class ApprovalE2E extends Journey {

    @Autowired
    private Api api;

    @Autowired
    private ChangeDispatcher dispatcher;

    @Autowired
    private OutboundAllowList allowed;

    @Test
    void aWizardIsFilledInAndApprovedThroughALink() throws IOException {
        String action = Names.unique("database");
        String bob = Names.unique("bob") + "@example.com";
        api.post("/v1/users/invite", "{\"invitee\": {\"email\": \"" + bob + "\", \"roles\": [\"Member\"]}}");
        try (Backend backend = new Backend(allowed, 200)) {
            define(action, backend.base());
            api.patch("/v1/actions/" + action + "/permissions", "{\"approve\": {\"users\": [\"" + bob + "\"]}}")
                    .expect(200);
            signInAsAdmin();
            open("self-service?action=" + action);
            fillIn();
            page.waitForURL(url -> url.contains("/runs/"));
            page.getByText("Waiting for approval").first().waitFor();
            String run = page.url().substring(page.url().lastIndexOf('/') + 1);
            dispatcher.drain();
            String link = Json.parse(backend.calls().getFirst().body())
                    .at("/links/0/url")
                    .asString("");
            approve(link.substring(link.indexOf("/approvals/") + 1));
            assertThat(api.run(run).at("/approval/userId").asString("")).isEqualTo(bob);
            assertThat(api.run(run).path("status").asString("")).isNotEqualTo("WAITING_FOR_APPROVAL");
        }
        lists(action);
    }

    private void fillIn() {
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByText("Step 1 of 2: Name").waitFor();
        dialog.getByLabel("Name").first().fill("orders");
        inDialog("Next");
        dialog.getByText("begins with db-").first().waitFor();
        Screens.take(page, "wizard-refused");
        dialog.getByLabel("Name").first().fill("db-orders");
        inDialog("Next");
        dialog.getByText("Step 2 of 2: Size").waitFor();
        dialog.getByLabel("Smallest").first().fill("5");
        dialog.getByLabel("Largest").first().fill("3");
        dialog.getByLabel("Largest").first().press("Tab");
        settle();
        inDialog("Run");
        dialog.getByText("Smallest must not be more than Largest").first().waitFor();
        Screens.take(page, "wizard-last-step");
        dialog.getByLabel("Largest").first().fill("8");
        dialog.getByLabel("Largest").first().press("Tab");
        settle();
        inDialog("Run");
    }

    private void approve(String link) {
        // a page of the portal says goodbye to its session when it is left
        page.navigate("about:blank");
        page.context().clearCookies();
        open(link);
        page.getByText("Approve this run?").first().waitFor();
        Screens.take(page, "approval-page");
        Accessibility.check(page);
        page.getByLabel("Reason").fill("Agreed in the meeting");
        button("Approve").click();
        page.getByText("You approved").first().waitFor();
        Screens.take(page, "approval-page-done");
        open(link);
        page.getByText("You have already decided").first().waitFor();
        Screens.take(page, "approval-page-used");
        assertThat(page.context().cookies()).as("no session").isEmpty();
    }

    private void lists(String action) {
        signInAsAdmin();
        api.start(action, "{\"properties\": {\"name\": \"db-bills\", \"min\": 1, \"max\": 2}}");
        open("runs?forMe=true");
        button("Decline").waitFor();
        Screens.take(page, "runs-for-me");
        open("");
        button("Decline").waitFor();
        Screens.take(page, "home-for-me");
    }

    private void define(String action, String hook) {
        api.post("/v1/actions", """
                {"identifier":"%1$s","title":"Make a database","icon":"Database","requiredApproval":true,
                 "approvalNotification":{"type":"webhook","url":"%2$s/hook","links":true},
                 "trigger":{"type":"self-service","operation":"CREATE","userInputs":{
                   "properties":{
                     "name":{"type":"string","title":"Name",
                       "validations":[{"constraint":".form.name | startswith(\\"db-\\")","message":"begins with db-"}]},
                     "min":{"type":"number","title":"Smallest"},"max":{"type":"number","title":"Largest"},
                     "note":{"type":"string","title":"Note","visible":{"jqQuery":".form.name | tonumber > 3"}}},
                   "required":["name","min","max"],
                   "titles":{"intro":{"title":"What it is called","description":"It cannot be changed afterwards."}},
                   "steps":[{"title":"Name","order":["intro","name","note"]},
                            {"title":"Size","order":["min","max"],
                             "validations":[{"constraint":".form.min <= .form.max",
                               "message":"Smallest must not be more than Largest"}]}]}},
                 "invocationMethod":{"type":"WEBHOOK","url":"%2$s/run"}}
                """.formatted(action, hook)).expect(201);
    }
}

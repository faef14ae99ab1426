package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.access.ApiCredentials;
import io.portolan.access.NewCredentials;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The versions of actions and automations, the way back to them, and trials of definitions that are not stored.
@PortalTest
class VersionsIT {

    @Autowired
    Api api;

    @Autowired
    ApiCredentials credentials;

    private String action = "";

    @BeforeEach
    void twoVersions() {
        action = Names.unique("deploy");
        api.post("/v1/actions", definition("first", "")).expect(201);
        api.put("/v1/actions/" + action, definition("second", "")).expect(200);
    }

    private String definition(String text, String inputs) {
        return """
                {"identifier": "%s", "title": "Deploy",
                 "trigger": {"type": "self-service", "operation": "CREATE",
                   "userInputs": {"properties": {"name": {"type": "string"},
                     "token": {"type": "string", "encryption": "aes256-gcm"}%s}}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com/hook", "agent": true,
                   "body": {"text": "%s {{ .inputs.name }}", "token": "{{ .inputs.token }}"}}}""".formatted(action, inputs, text);
    }

    private List<JsonNode> versions() {
        return api.get("/v1/actions/" + action + "/versions")
                .expect(200)
                .body()
                .path("versions")
                .valueStream()
                .toList();
    }

    private String text() {
        return api.get("/v1/actions/" + action)
                .expect(200)
                .body()
                .at("/action/invocationMethod/body/text")
                .stringValue("");
    }

    private Api.Answer restore(JsonNode version, String body) {
        return api.post(
                "/v1/actions/" + action + "/versions/" + version.path("id").stringValue() + "/restore", body);
    }

    @Test
    void goingBackIsASaveOfTheOldDefinition() {
        List<JsonNode> before = versions();
        assertThat(before).extracting(each -> each.path("change").stringValue()).containsExactly("UPDATE", "CREATE");
        JsonNode whole = api.get("/v1/actions/" + action + "/versions/"
                        + before.getFirst().path("id").stringValue())
                .expect(200)
                .body()
                .path("version");
        assertThat(whole.at("/definition/invocationMethod/body/text").stringValue())
                .startsWith("second");
        assertThat(whole.at("/before/invocationMethod/body/text").stringValue()).startsWith("first");

        restore(before.getLast(), "{}").expect(200);
        assertThat(text()).startsWith("first");
        assertThat(versions()).hasSize(3);
        restore(before.getLast(), "{}").expect(200);
        assertThat(versions()).as("what is the same already is no change").hasSize(3);
    }

    @Test
    void permissionsComeBackOnlyWhenAskedFor() {
        api.patch("/v1/actions/" + action + "/permissions", """
                {"execute": {"roles": [], "users": ["ada@example.com"], "teams": []}}""").expect(200);
        JsonNode first = versions().getLast();
        restore(first, "{}").expect(200);
        assertThat(users()).containsExactly("ada@example.com");
        restore(first, "{\"permissions\": true}").expect(200);
        assertThat(users()).isEmpty();
    }

    private List<String> users() {
        return Json.texts(api.get("/v1/actions/" + action + "/permissions")
                .expect(200)
                .body()
                .at("/permissions/execute/users"));
    }

    @Test
    void whatWasDeletedComesBackWithItsPermissions() {
        api.patch("/v1/actions/" + action + "/permissions", """
                {"execute": {"roles": [], "users": ["ada@example.com"], "teams": []}}""").expect(200);
        api.delete("/v1/actions/" + action).expect(200);
        JsonNode deletion = versions().getFirst();
        assertThat(deletion.path("change").stringValue()).isEqualTo("DELETE");
        restore(deletion, "{}").expect(200);
        assertThat(text()).startsWith("second");
        assertThat(users()).containsExactly("ada@example.com");
    }

    @Test
    void versionsFollowANewIdentifierAndArePaged() {
        String former = action;
        action = Names.unique("renamed");
        api.put("/v1/actions/" + former, definition("third", "")).expect(200);
        assertThat(versions())
                .extracting(each -> each.path("identifier").stringValue())
                .containsExactly(action, former, former);
        JsonNode page = api.get("/v1/actions/" + action + "/versions?limit=1")
                .expect(200)
                .body();
        JsonNode next = api.get("/v1/actions/" + action + "/versions?limit=1&cursor="
                        + page.path("next").stringValue())
                .expect(200)
                .body();
        assertThat(next.at("/versions/0/identifier").stringValue()).isEqualTo(former);
        assertThat(next.at("/versions/0/change").stringValue()).isEqualTo("UPDATE");

        api.post("/v1/actions", definition("other", "").replace(action, former)).expect(201);
        restore(versions().getLast(), "{}").expect(409);
        assertThat(text()).startsWith("third");
    }

    @Test
    void aNewerVersionAndAMissingKindStandInTheWay() {
        List<JsonNode> seen = versions();
        api.put("/v1/actions/" + action, definition("third", "")).expect(200);
        restore(
                        seen.getLast(),
                        "{\"expected\": \"%s\"}"
                                .formatted(seen.getFirst().path("id").stringValue()))
                .expect(409)
                .says("has been changed by");
        assertThat(text()).startsWith("third");

        String kind = Names.unique("kind");
        String input =
                ", \"where\": {\"type\": \"string\", \"format\": \"entity\", \"blueprint\": \"%s\"}".formatted(kind);
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\": \"%s\", \"title\": \"K\", \"schema\": {\"properties\": {}}}".formatted(kind))
                .expect(201);
        api.put("/v1/actions/" + action, definition("fourth", input)).expect(200);
        JsonNode dangling = versions().getFirst();
        api.put("/v1/actions/" + action, definition("fifth", "")).expect(200);
        api.delete("/v1/blueprints/" + kind).expect(200);
        restore(dangling, "{}")
                .expect(422)
                .says("/trigger/userInputs/properties/where/blueprint")
                .says("does not exist");
        assertThat(text()).startsWith("fifth");
    }

    @Test
    void versionsAreForThoseWhoChangeActions() {
        JsonNode version = versions().getFirst();
        Api other = member();
        other.get("/v1/actions/" + action + "/versions").expect(403);
        other.post("/v1/actions/" + action + "/versions/" + version.path("id").stringValue() + "/restore", "{}")
                .expect(403);
        other.get("/v1/actions/" + action + "/references").expect(403);
        other.post("/v1/actions/" + action + "/dry-run", "{\"definition\": " + definition("x", "") + "}")
                .expect(403);
        api.get("/v1/actions/" + Names.unique("other") + "/versions/"
                        + version.path("id").stringValue())
                .expect(404);
        api.get("/v1/actions/" + action + "/versions/soon").expect(422);
    }

    private Api member() {
        NewCredentials member = credentials.create("member", Role.MEMBER, Actor.system());
        return api.withToken(api.anonymous()
                .post(
                        "/v1/auth/access_token",
                        Json.object().put("clientId", member.clientId()).put("clientSecret", member.clientSecret()))
                .expect(200)
                .body()
                .path("accessToken")
                .asString(""));
    }

    @Test
    void anAutomationHasVersionsToo() {
        String automation = Names.unique("auto");
        String json = """
                {"identifier": "%s", "title": "%s", "trigger": {"type": "automation",
                   "event": {"type": "RUN_CREATED", "actionIdentifier": "%s"}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com/"}, "publish": false}""";
        api.post("/v1/actions", json.formatted(automation, "Before", action)).expect(201);
        api.put("/v1/actions/" + automation, json.formatted(automation, "After", action))
                .expect(200);
        assertThat(api.get("/v1/actions/" + action + "/references")
                        .expect(200)
                        .body()
                        .at("/references/0/identifier")
                        .stringValue())
                .isEqualTo(automation);
        action = automation;
        restore(versions().getLast(), "{}").expect(200);
        assertThat(api.get("/v1/actions/" + automation)
                        .body()
                        .at("/action/title")
                        .stringValue())
                .isEqualTo("Before");
    }

    @Test
    void anEditedDefinitionIsTriedOnARecordedRun() {
        String run = api.post(
                        "/v1/actions/" + action + "/runs",
                        "{\"properties\": {\"name\": \"cart\", \"token\": \"s3cret\"}}")
                .expect(202)
                .body()
                .at("/run/id")
                .stringValue();
        ObjectNode edited =
                Json.parseObject(definition("edited", ", \"size\": {\"type\": \"string\", \"default\": \"small\"}"));
        edited.withObject("/invocationMethod/body").put("size", "{{ .inputs.size }}");
        // without its encryption, what was encrypted stays hidden
        edited.withObject("/trigger/userInputs/properties/token").remove("encryption");
        edited.at("/trigger/userInputs")
                .asObject()
                .putArray("required")
                .add("size")
                .add("owner");
        edited.withObject("/trigger/userInputs/properties/owner").put("type", "string");
        JsonNode answer = trial(edited, run);
        assertThat(answer.at("/request/body/text").stringValue()).isEqualTo("edited cart");
        assertThat(answer.at("/request/body/size").stringValue()).isEqualTo("small");
        assertThat(answer.at("/request/body/token").stringValue()).isEqualTo(ActionRun.MASK);
        assertThat(answer.path("violations").valueStream())
                .extracting(each -> each.path("pointer").stringValue())
                .containsExactly("/properties/owner");

        assertThat(text()).as("nothing is stored").startsWith("second");
        assertThat(api.get("/v1/actions/runs?action=" + action).body().path("runs"))
                .hasSize(1);
    }

    private JsonNode trial(ObjectNode definition, String run) {
        ObjectNode body = Json.object().put("run", run);
        body.set("definition", definition);
        return api.post("/v1/actions/" + action + "/dry-run", Json.write(body))
                .expect(200)
                .body()
                .path("dryRun");
    }
}

package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may do what with the entities of a blueprint, over HTTP; and users that are entities.
@PortalTest
class RightsIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    private String service = "";
    private String red = "";
    private String account = "";
    private Api robot;

    @BeforeEach
    void aServiceAccountOfTheRedTeam() {
        service = Names.unique("service");
        red = Names.unique("red");
        account = Names.unique("robot") + "@serviceaccounts.getport.io";
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service", "ownership": {"type": "Direct"},
                 "schema": {"properties": {"lang": {"type": "string"}, "bugs": {"type": "number"}}},
                 "relations": {"peer": {"target": "%s", "required": false, "many": false}}}""".formatted(service, service)).expect(201);
        api.post("/v1/teams", "{\"name\": \"%s\"}".formatted(red)).expect(200);
        dispatcher.drain();
        JsonNode made = api.post("/v1/blueprints/_user/entities", """
                {"identifier": "%s", "title": "Robot", "team": ["%s"],
                 "properties": {"port_type": "Service Account", "status": "Active", "port_role": "Member"}}""".formatted(account, red))
                .expect(201)
                .body();
        robot = signedIn(made.path("additionalData").path("credentials"));
        dispatcher.drain();
        put(api, "mine", "\"team\": \"" + red + "\", \"properties\": {\"lang\": \"go\"}")
                .expect(201);
        put(api, "theirs", "\"properties\": {\"lang\": \"java\"}").expect(201);
    }

    private Api signedIn(JsonNode credentials) {
        return api.withToken(api.anonymous()
                .post("/v1/auth/access_token", credentials)
                .expect(200)
                .body()
                .path("accessToken")
                .asString(""));
    }

    private Api.Answer put(Api client, String identifier, String rest) {
        return client.post(
                "/v1/blueprints/" + service + "/entities?upsert=true&merge=true",
                "{\"identifier\": \"" + identifier + "\", " + rest + "}");
    }

    private void rights(String blocks) {
        api.patch("/v1/blueprints/" + service + "/permissions", "{\"entities\": {" + blocks + "}}")
                .expect(200);
    }

    private List<String> seen(Api client) {
        return client
                .post("/v1/blueprints/" + service + "/entities/search", "{}")
                .expect(200)
                .body()
                .path("entities")
                .values()
                .stream()
                .map(entity -> entity.path("identifier").asString(""))
                .toList();
    }

    @Test
    void membersReadAndDoNotWriteUnlessTheyAreGivenTheRight() {
        assertThat(seen(robot)).containsExactlyInAnyOrder("mine", "theirs");
        put(robot, "new", "\"title\": \"New\"").expect(403).says("may not register");
        put(robot, "mine", "\"title\": \"Mine\"").expect(403).says("$title");
        robot.delete("/v1/blueprints/" + service + "/entities/mine").expect(403);

        rights(
                "\"register\": {\"roles\": [\"Member\"]}, \"update\": {\"ownedByTeam\": true}, \"unregister\": {\"users\": [\""
                        + account + "\"]}");
        put(robot, "new", "\"title\": \"New\"").expect(201);
        put(robot, "mine", "\"title\": \"Mine\"").expect(201);
        put(robot, "theirs", "\"title\": \"Theirs\"").expect(403);
        robot.delete("/v1/blueprints/" + service + "/entities/theirs").expect(200);
    }

    @Test
    void singlePropertiesAndRelationsHaveRightsOfTheirOwn() {
        rights("\"updateProperties\": {\"bugs\": {\"teams\": [\"" + red
                + "\"]}}, \"updateRelations\": {\"peer\": {\"roles\": [\"Member\"]}}");

        put(robot, "theirs", "\"properties\": {\"bugs\": 3}, \"relations\": {\"peer\": \"mine\"}")
                .expect(201);
        put(robot, "theirs", "\"properties\": {\"bugs\": 4, \"lang\": \"rust\"}")
                .expect(403)
                .says("lang");
        JsonNode bulk = robot.post("/v1/blueprints/" + service + "/entities/bulk?upsert=true&merge=true", """
                {"entities": [{"identifier": "theirs", "properties": {"bugs": 5}},
                              {"identifier": "mine", "properties": {"lang": "rust"}}]}""")
                .expect(207)
                .body();
        assertThat(bulk.path("errors").path(0).path("statusCode").asInt(0)).isEqualTo(403);
        assertThat(bulk.path("entities").path(0).path("identifier").asString(""))
                .isEqualTo("theirs");
    }

    @Test
    void whatMayNotBeReadIsNowhere() {
        rights("\"read\": {\"roles\": [\"Admin\"], \"ownedByTeam\": true}");

        assertThat(seen(robot)).containsExactly("mine");
        robot.get("/v1/blueprints/" + service + "/entities/mine").expect(200);
        robot.get("/v1/blueprints/" + service + "/entities/theirs").expect(404);
        robot.get("/v1/blueprints/" + service + "/entities/theirs/explain").expect(404);
        assertThat(robot.get("/v1/blueprints/" + service + "/entities-count")
                        .expect(200)
                        .body()
                        .path("count")
                        .asInt(0))
                .isEqualTo(1);
        assertThat(robot.get("/v1/blueprints/" + service + "/entities/export")
                        .expect(200)
                        .text())
                .contains("\"mine\"")
                .doesNotContain("\"theirs\"");
        assertThat(robot.post("/v1/entities/search", """
                        {"combinator": "and", "rules": [{"property": "$blueprint", "operator": "=", "value": "%s"}]}""".formatted(service))
                        .expect(200)
                        .body()
                        .path("entities"))
                .hasSize(1);
        robot.patch("/v1/blueprints/" + service + "/entities/theirs", "{}").expect(404);
        put(robot, "theirs", "\"properties\": {}").expect(404);
        assertThat(robot.get("/v1/audit-log?blueprint=" + service).expect(200).text())
                .doesNotContain("\"java\"");
        assertThat(seen(api)).hasSize(2);
    }

    @Test
    void titlesOfWhatMayNotBeReadStayHidden() {
        put(api, "theirs", "\"title\": \"Secret plan\"").expect(201);
        put(api, "mine", "\"relations\": {\"peer\": \"theirs\"}").expect(201);
        rights("\"read\": {\"roles\": [\"Admin\"], \"ownedByTeam\": true}");
        String kind = "/v1/blueprints/" + service;
        String byTitle = """
                {"query": {"combinator": "and", "rules": [{"relation": "peer", "targetProperty": "$title", "operator": "=", "value": "Secret plan"}]}}""";
        String moment = Json.time(clock.advance(Duration.ofSeconds(2)));

        for (Api client : List.of(api, robot)) {
            boolean knows = client == api;
            assertThat(client.get(kind + "/entities/mine?attach_title_to_relation=true")
                            .expect(200)
                            .text()
                            .contains("Secret plan"))
                    .isEqualTo(knows);
            assertThat(client.post(kind + "/entities/group", "{\"relation\": \"peer\"}")
                            .expect(200)
                            .text()
                            .contains("Secret plan"))
                    .isEqualTo(knows);
            for (String when : List.of("", "?as_of=" + moment)) {
                assertThat(client.post(kind + "/entities/search" + when, byTitle)
                                .expect(200)
                                .body()
                                .path("entities")
                                .size())
                        .isEqualTo(knows ? 1 : 0);
            }
        }
    }

    @Test
    void explanationsDoNotNameWhatMayNotBeRead() {
        api.patch("/v1/blueprints/" + service, "{\"mirrorProperties\": {\"peerLang\": {\"path\": \"peer.lang\"}}}")
                .expect(200);
        put(api, "hidden", "\"properties\": {}").expect(201);
        put(api, "mine", "\"relations\": {\"peer\": \"hidden\"}").expect(201);
        rights("\"read\": {\"roles\": [\"Admin\"], \"ownedByTeam\": true}");
        String path = "/v1/blueprints/" + service + "/entities/mine/explain?property=peerLang";

        JsonNode whole = api.get(path).expect(200).body().at("/explanations/0");
        assertThat(whole.path("inputs")).hasSize(1);
        assertThat(whole.path("reason").asString("")).contains("\"hidden\"");
        JsonNode known = robot.get(path).expect(200).body().at("/explanations/0");
        assertThat(known.path("inputs")).isEmpty();
        assertThat(known.path("hiddenInputs").asInt(0)).isEqualTo(1);
        assertThat(known.path("reason").asString("")).isNotEmpty().doesNotContain("\"hidden\"");
    }

    @Test
    void actionsDoNotReachWhatMayNotBeRead() {
        rights("\"read\": {\"roles\": [\"Admin\"], \"ownedByTeam\": true}");
        String action = Names.unique("act");
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Act",
                 "trigger": {"type": "self-service", "operation": "DAY-2", "blueprintIdentifier": "%s", "userInputs": {"properties": {}}},
                 "invocationMethod": {"type": "UPSERT_ENTITY", "blueprintIdentifier": "%s", "mapping": {"identifier": "x"}}}""".formatted(action, service, service)).expect(201);
        String path = "/v1/actions/" + action;
        robot.post(path + "/dry-run", "{\"properties\": {}, \"entity\": \"mine\"}")
                .expect(200);
        robot.post(path + "/dry-run", "{\"properties\": {}, \"entity\": \"theirs\"}")
                .expect(404);
        robot.post(path + "/runs", "{\"properties\": {}, \"entity\": \"theirs\"}")
                .expect(404);
    }

    @Test
    void rightsFollowNewNames() {
        rights(
                "\"updateProperties\": {\"bugs\": {\"roles\": [\"Member\"]}}, \"read\": {\"roles\": [\"Admin\"], \"policy\": {"
                        + "\"combinator\": \"and\", \"rules\": [{\"property\": \"lang\", \"operator\": \"=\", \"value\": \"java\"}]}}");
        api.patch("/v1/blueprints/" + service + "/properties/bugs/rename", "{\"newPropertyName\": \"defects\"}")
                .expect(200);
        api.patch("/v1/blueprints/" + service + "/properties/lang/rename", "{\"newPropertyName\": \"language\"}")
                .expect(200);
        JsonNode entities = api.get("/v1/blueprints/" + service + "/permissions")
                .expect(200)
                .body()
                .at("/permissions/entities");
        assertThat(entities.path("updateProperties")
                        .path("defects")
                        .path("roles")
                        .toString())
                .isEqualTo("[\"Member\"]");
        assertThat(entities.path("read").path("policy").toString())
                .contains("\"language\"")
                .doesNotContain("\"lang\"");
    }

    @Test
    void aPolicySaysWhatEverybodyMayRead() {
        rights("""
                "read": {"roles": ["Admin"], "policy": {"combinator": "and", "rules": [
                    {"property": "lang", "operator": "=", "value": "java"}]}}""");
        assertThat(seen(robot)).containsExactly("theirs");
        robot.get("/v1/blueprints/" + service + "/entities/theirs").expect(200);
        robot.get("/v1/blueprints/" + service + "/entities/mine").expect(404);

        rights("""
                "read": {"roles": ["Admin"], "policy": {"combinator": "and", "rules": [
                    {"property": "$team", "operator": "containsAny", "value": {"context": "userTeams", "property": "$identifier"}}]}}""");
        assertThat(seen(robot)).containsExactly("mine");
    }

    @Test
    void blocksThatAreSentReplaceAndOthersStay() {
        rights("\"update\": {\"users\": [\"a@example.org\"], \"ownedByTeam\": true}");
        rights("\"update\": {\"teams\": [\"x\"]}, \"register\": {\"roles\": [\"Member\"]}");

        JsonNode entities = api.get("/v1/blueprints/" + service + "/permissions")
                .expect(200)
                .body()
                .path("permissions")
                .path("entities");
        assertThat(entities.path("update").toString())
                .isEqualTo("{\"users\":[],\"roles\":[],\"teams\":[\"x\"],\"ownedByTeam\":false}");
        assertThat(entities.path("register").path("roles").toString()).isEqualTo("[\"Member\"]");
        assertThat(entities.path("read").path("roles").toString()).contains("Member");
        assertThat(entities.path("updateProperties").has("$title")).isTrue();
        assertThat(entities.path("updateRelations").has("peer")).isTrue();
    }

    @Test
    void wrongRightsAreRefusedByTheirPlace() {
        String path = "/v1/blueprints/" + service + "/permissions";
        api.patch(path, "{\"entities\": {\"fly\": {}}}").expect(422).says("/entities/fly");
        api.patch(path, "{\"entities\": {\"read\": {\"roles\": [\"King\"]}}}")
                .expect(422)
                .says("/entities/read/roles/0");
        api.patch(path, "{\"entities\": {\"updateProperties\": {\"none\": {}}}}")
                .expect(422)
                .says("none");
        api.patch(path, "{\"entities\": {\"read\": {\"policy\": {\"rules\": []}}}}")
                .expect(422)
                .says("policy");
        robot.patch(path, "{\"entities\": {}}").expect(403);
    }

    @Test
    void moderatorsMayDoEverythingWithTheirBlueprint() {
        api.post("/v1/blueprints/_user/entities?upsert=true&merge=true", """
                {"identifier": "%s", "properties": {"moderated_blueprints": ["%s"]}}""".formatted(account, service))
                .expect(201);
        put(robot, "theirs", "\"title\": \"Moderated\"").expect(201);
        robot.delete("/v1/blueprints/" + service + "/entities/theirs").expect(200);
        robot.patch("/v1/blueprints/" + service, "{\"title\": \"x\"}").expect(403);
    }

    @Test
    void moderatorsStayModeratorsWhenTheirBlueprintIsRenamed() {
        api.post("/v1/blueprints/_user/entities?upsert=true&merge=true", """
                {"identifier": "%s", "properties": {"moderated_blueprints": ["other", "%s"]}}""".formatted(account, service))
                .expect(201);
        String former = service;
        service = Names.unique("renamed");
        api.patch("/v1/blueprints/" + former, "{\"identifier\": \"" + service + "\"}")
                .expect(200);
        dispatcher.drain();

        put(robot, "theirs", "\"title\": \"Moderated\"").expect(201);
        assertThat(api.get("/v1/blueprints/_user/entities/" + account)
                        .expect(200)
                        .body()
                        .at("/entity/properties/moderated_blueprints")
                        .toString())
                .isEqualTo("[\"other\",\"" + service + "\"]");
    }

    @Test
    void theSimulatorSaysWhichPartDecides() {
        rights("\"update\": {\"ownedByTeam\": true}");
        String path = "/v1/blueprints/" + service + "/permissions/simulate";

        JsonNode mine = api.post(path, "{\"user\": \"%s\", \"entity\": \"mine\"}".formatted(account))
                .expect(200)
                .body()
                .path("simulation")
                .path("entities");
        assertThat(mine.path("update").path("allowed").asBoolean(false)).isTrue();
        assertThat(mine.path("update").path("reason").asString("")).isEqualTo("owner " + red);
        assertThat(mine.path("register").path("allowed").asBoolean(true)).isFalse();

        JsonNode then = api.post(path, """
                {"user": "%s", "entity": "theirs", "permissions": {"entities": {"read": {"roles": ["Admin"]}}}}""".formatted(account))
                .expect(200)
                .body()
                .path("simulation")
                .path("entities");
        assertThat(then.path("read").path("allowed").asBoolean(true)).isFalse();
        assertThat(seen(robot)).hasSize(2);
    }

    @Test
    void usersAndTeamsAreKeptInStepBothWays() {
        ObjectNode user =
                (ObjectNode) api.get("/v1/users/" + account).expect(200).body().path("user");
        assertThat(user.path("teams").toString()).isEqualTo("[\"" + red + "\"]");
        assertThat(user.path("type").asString("")).isEqualTo("Service Account");

        String blue = Names.unique("blue");
        api.post("/v1/blueprints/_team/entities", """
                {"identifier": "%s", "title": "The %s", "properties": {"description": "b"},
                 "relations": {"members": ["%s"]}}""".formatted(blue, blue, account))
                .expect(201);
        JsonNode team = api.get("/v1/teams/" + blue).expect(200).body().path("team");
        assertThat(team.path("name").asString("")).isEqualTo("The " + blue);
        assertThat(team.toString()).contains(account);

        api.delete("/v1/blueprints/_user/entities/" + account).expect(200);
        api.get("/v1/users/" + account).expect(404);
        robot.get("/v1/blueprints").expect(401);
        api.post("/v1/blueprints/_user/entities", "{\"identifier\": \"nobody\"}")
                .expect(422)
                .says("e-mail");
    }

    @Test
    void credentialsOfAUserAreRotated() {
        JsonNode fresh = api.post("/v1/rotate-credentials/" + account, "{}")
                .expect(200)
                .body()
                .path("credentials");
        Api again = signedIn(fresh);
        again.get("/v1/blueprints").expect(200);
        again.post("/v1/rotate-credentials/somebody@example.org", "{}").expect(403);
    }
}

package io.portolan.access.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.access.ApiCredentials;
import io.portolan.access.NewCredentials;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The routes of dialect section 9 about access, as a client sees them.
@PortalTest
@ExtendWith(OutputCaptureExtension.class)
class AccessRoutesIT {

    @Autowired
    Api api;

    @Autowired
    ApiCredentials credentials;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ChangeDispatcher dispatcher;

    @Test
    void theRightSecretGetsATokenForThreeHours() {
        Api.Answer answer = api.anonymous()
                .post(
                        "/v1/auth/access_token",
                        Json.object()
                                .put("clientId", TestDatabase.CLIENT_ID)
                                .put("clientSecret", TestDatabase.CLIENT_SECRET))
                .expect(200);
        assertThat(answer.body().path("ok").asBoolean()).isTrue();
        assertThat(answer.body().path("expiresIn").asInt()).isEqualTo(10_800);
        assertThat(answer.body().path("tokenType").asString()).isEqualTo("Bearer");
        String token = answer.body().path("accessToken").asString();
        assertThat(api.withToken(token).get("/v1/organization").status()).isEqualTo(200);
    }

    @Test
    void theWrongSecretIsRefusedAndAfterTenTimesNotLookedAt() {
        String client = Names.unique("nobody");
        var body = Json.object().put("clientId", client).put("clientSecret", "wrong");
        for (int i = 0; i < 10; i++) {
            Api.Answer answer =
                    api.anonymous().post("/v1/auth/access_token", body).expect(401);
            assertThat(answer.body().path("error").asString()).isEqualTo("invalid_credentials");
        }
        Api.Answer throttled =
                api.anonymous().post("/v1/auth/access_token", body).expect(429);
        assertThat(throttled.header("Retry-After")).matches("\\d+");
        api.anonymous().post("/v1/auth/access_token", "{}").expect(422);
        api.anonymous()
                .post("/v1/auth/access_token", "{\"clientId\":1,\"clientSecret\":[]}")
                .expect(422);
    }

    @Test
    void aNewSecretEndsTheOldOneAndItsTokens() {
        NewCredentials old = credentials.create("rotating", Role.MEMBER, Actor.system());
        String token = token(old);
        api.withToken(token).get("/v1/users").expect(200);
        NewCredentials fresh = credentials.rotate(old.clientId(), Actor.system());
        api.withToken(token).get("/v1/users").expect(401);
        assertThat(api.anonymous()
                        .post(
                                "/v1/auth/access_token",
                                Json.object().put("clientId", old.clientId()).put("clientSecret", old.clientSecret()))
                        .status())
                .isEqualTo(401);
        assertThat(fresh.clientSecret()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(old.clientSecret());
        credentials.delete(old.clientId(), Actor.system());
        api.withToken(token).get("/v1/users").expect(401);
    }

    @Test
    void aMemberReadsButChangesNothing() {
        String token = token(credentials.create("member", Role.MEMBER, Actor.system()));
        Api member = api.withToken(token);
        member.get("/v1/organization").expect(200);
        member.get("/v1/users").expect(200);
        member.get("/v1/teams").expect(200);
        member.get("/v1/organization/secrets").expect(403);
        member.post("/v1/organization/secrets", "{\"secretName\":\"A\",\"secretValue\":\"b\"}")
                .expect(403);
        member.patch("/v1/organization", "{\"name\":\"x\"}").expect(403);
        member.post("/v1/teams", "{\"name\":\"x\"}").expect(403);
        member.post("/v1/users/invite", "{\"invitee\":{\"email\":\"a@example.com\"}}")
                .expect(403);
        Api.Answer refused = member.delete("/v1/users/admin@localhost").expect(403);
        assertThat(refused.body().path("error").asString()).isEqualTo("forbidden");
        assertThat(member.get("/v1/auth/permissions")
                        .expect(200)
                        .body()
                        .path("permissions")
                        .toString())
                .contains("read:catalog")
                .doesNotContain("manage:access");
        assertThat(jdbc.sql("SELECT count(*) FROM change WHERE kind = 'ACCESS_DENIED'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void secretsGoInAndNeverComeOut(CapturedOutput output) {
        String name = Names.unique("SECRET_");
        String canary = "canary-" + name + "-value";
        String path = "/v1/organization/secrets/" + name;
        StringBuilder answers = new StringBuilder();
        answers.append(api.post(
                        "/v1/organization/secrets",
                        Json.object()
                                .put("secretName", name)
                                .put("secretValue", canary)
                                .put("description", "d"))
                .expect(200)
                .text());
        answers.append(api.get("/v1/organization/secrets").expect(200).text());
        Api.Answer one = api.get(path).expect(200);
        assertThat(one.body().at("/secret/secretName").asString()).isEqualTo(name);
        assertThat(one.body().at("/secret/description").asString()).isEqualTo("d");
        answers.append(one.text());
        answers.append(api.patch(path, Json.object().put("secretValue", canary + "-2"))
                .expect(200)
                .text());
        answers.append(api.post(
                        "/v1/organization/secrets",
                        Json.object().put("secretName", name).put("secretValue", canary))
                .expect(409)
                .text());
        answers.append(api.post(
                        "/v1/organization/secrets",
                        Json.object().put("secretName", "not allowed!").put("secretValue", canary))
                .expect(422)
                .text());
        answers.append(api.get("/v1/audit-log?identifier=" + name).text());
        assertThat(answers.toString()).doesNotContain(canary);
        assertThat(output.getAll()).doesNotContain(canary);
        assertThat(jdbc.sql("SELECT count(*) FROM change WHERE concat(before, after, context) LIKE '%canary-%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT value FROM secret WHERE name = :name")
                        .param("name", name)
                        .query(String.class)
                        .single())
                .startsWith("v1.")
                .doesNotContain(canary);
        assertThat(api.delete(path).expect(200).body().path("ok").asBoolean()).isTrue();
        api.get(path).expect(404);
    }

    @Test
    void teamsAreMadeChangedAndDeleted() {
        String name = Names.unique("team/") + " x";
        String email = Names.unique("member") + "@example.com";
        api.post("/v1/users/invite", "{\"invitee\":{\"email\":\"" + email + "\",\"roles\":[\"Member\"]}}")
                .expect(200);
        String path = "/v1/teams/" + name.replace("/", "%2F").replace(" ", "%20");
        Api.Answer made = api.post(
                        "/v1/teams", "{\"name\":\"" + name + "\",\"description\":\"d\",\"users\":[\"" + email + "\"]}")
                .expect(200);
        assertThat(made.body().at("/team/users/0").asString()).isEqualTo(email);
        assertThat(made.body().at("/team/createdAt").asString()).endsWith("Z");
        api.post("/v1/teams", "{\"name\":\"" + name + "\"}").expect(409);
        Api.Answer one = api.get(path).expect(200);
        assertThat(one.body().at("/team/users/0/email").asString()).isEqualTo(email);
        assertThat(api.get("/v1/users/" + email)
                        .expect(200)
                        .body()
                        .at("/user/teams/0")
                        .asString())
                .isEqualTo(name);
        api.patch(path, "{\"users\":[\"nobody-here@example.com\"]}").expect(404);
        assertThat(api.patch(path, "{\"users\":[]}")
                        .expect(200)
                        .body()
                        .at("/team/description")
                        .asString())
                .isEqualTo("d");
        assertThat(api.put(path, "{\"name\":\"" + name + "\"}")
                        .expect(200)
                        .body()
                        .at("/team/description")
                        .isNull())
                .isTrue();
        assertThat(api.delete(path).expect(200).body().path("ok").asBoolean()).isTrue();
        api.get(path).expect(404);
    }

    @Test
    void aWriteThatChangesNothingLeavesNoTrace() {
        String name = Names.unique("still");
        api.post("/v1/teams", "{\"name\":\"" + name + "\"}").expect(200);
        api.patch("/v1/teams/" + name, "{\"name\":\"" + name + "\"}").expect(200);
        assertThat(jdbc.sql("SELECT count(*) FROM change WHERE identifier = :name")
                        .param("name", name)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void usersAreInvitedChangedAndDeleted() {
        String email = Names.unique("Guest") + "@Example.com";
        String lower = email.toLowerCase(java.util.Locale.ROOT);
        Api.Answer invited = api.post(
                        "/v1/users/invite", "{\"invitee\":{\"email\":\"" + email + "\",\"roles\":[\"Member\"]}}")
                .expect(200);
        assertThat(invited.body().at("/user/status").asString()).isEqualTo("Invited");
        assertThat(invited.text().toLowerCase(java.util.Locale.ROOT)).doesNotContain("password");
        api.post("/v1/users/invite", "{\"invitee\":{\"email\":\"" + lower + "\"}}")
                .expect(409);
        api.post("/v1/users/invite", "{\"invitee\":{\"email\":\"no address\"}}").expect(422);
        api.post("/v1/users/invite", "{}").expect(422);
        Api.Answer changed = api.patch(
                        "/v1/users/" + lower,
                        "{\"roles\":[\"Admin\"],\"id\":\"1\",\"password\":\"x\",\"createdAt\":\"2000-01-01\"}")
                .expect(200);
        assertThat(changed.body().at("/user/roles/0/name").asString()).isEqualTo("Admin");
        assertThat(changed.body().path("email").asString()).isEqualTo(lower);
        assertThat(changed.body().path("createdAt").asString()).doesNotStartWith("2000");
        api.patch("/v1/users/" + lower, "{\"roles\":[\"Owner\"]}").expect(422);
        api.delete("/v1/users/" + lower).expect(200);
        api.get("/v1/users/" + lower).expect(404);
    }

    @Test
    void theOrganisationSaysWhoItIsAndPromisesNothing() {
        Api.Answer answer = api.get("/v1/organization").expect(200);
        assertThat(answer.body().at("/organization/id").asString()).startsWith("org_");
        assertThat(answer.body().at("/organization/featureFlags").isArray()).isTrue();
        api.patch("/v1/organization", "{\"settings\":{\"portAgentStreamerName\":\"POLLING\"}}")
                .expect(200);
        assertThat(api.get("/v1/organization")
                        .body()
                        .at("/organization/settings/portAgentStreamerName")
                        .asString())
                .isEqualTo("POLLING");
        api.put("/v1/organization", "{\"settings\":{}}").expect(422);
    }

    @Test
    void everyUserAndEveryTeamIsInTheCatalog() {
        String email = Names.unique("o'neill#ops") + "@example.com";
        api.post("/v1/users/invite", "{\"invitee\":{\"email\":\"" + email + "\",\"roles\":[\"Member\"]}}")
                .expect(200);
        dispatcher.drain();
        Api.Answer person = api.get("/v1/blueprints/_user/entities/" + URLEncoder.encode(email, StandardCharsets.UTF_8))
                .expect(200);
        assertThat(person.body().at("/entity/identifier").asString()).isEqualTo(email);

        String team = Names.unique("Platform & Tools");
        api.post("/v1/teams", "{\"name\":\"" + team + "\",\"users\":[\"" + email + "\"]}")
                .expect(200);
        dispatcher.drain();
        Api.Answer entity = api.get("/v1/blueprints/_team/entities/"
                        + URLEncoder.encode(team, StandardCharsets.UTF_8).replace("+", "%20"))
                .expect(200);
        assertThat(entity.body().at("/entity/title").asString()).isEqualTo(team);
        assertThat(entity.body().at("/entity/relations/members/0").asString()).isEqualTo(email);
    }

    private String token(NewCredentials client) {
        return api.anonymous()
                .post(
                        "/v1/auth/access_token",
                        Json.object().put("clientId", client.clientId()).put("clientSecret", client.clientSecret()))
                .expect(200)
                .body()
                .path("accessToken")
                .asString();
    }
}

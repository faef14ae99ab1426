package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Why an action can or cannot be run, and why its inputs are as they are.
@PortalTest
class ExplainIT {

    @Autowired
    Api api;

    @Autowired
    ActionExplainer explainer;

    @Autowired
    ActionService actions;

    @Autowired
    RunService runs;

    private String kind = "";
    private String action = "";
    private String team = "";

    @BeforeEach
    void define() {
        kind = Names.unique("kind");
        action = Names.unique("restart");
        team = Names.unique("red");
        api.post("/v1/teams", "{\"name\": \"%s\"}".formatted(team)).expect(200);
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "K", "ownership": {"type": "Direct"},
                 "schema": {"properties": {"env": {"type": "string"}}}}""".formatted(kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", """
                {"identifier": "a", "team": ["%s"], "properties": {"env": "dev"}}""".formatted(team)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", """
                {"identifier": "b", "team": ["%s"], "properties": {"env": "prod"}}""".formatted(team)).expect(201);
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Restart",
                 "trigger": {"type": "self-service", "operation": "DAY-2", "blueprintIdentifier": "%s",
                   "condition": {"type": "SEARCH", "combinator": "and",
                     "rules": [{"property": "env", "operator": "=", "value": "prod"}]},
                   "userInputs": {"properties": {
                     "mode": {"type": "string", "default": "soft"},
                     "token": {"type": "string", "encryption": "aes256-gcm"},
                     "reason": {"type": "string", "visible": {"jqQuery": ".form.mode == \\"hard\\""}},
                     "note": {"type": "string", "disabled": {"jqQuery": ".form.token == null"}}},
                     "required": {"jqQuery": "if .form.mode == \\"hard\\" then [\\"reason\\"] else [] end"}}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com/x"}}""".formatted(action, kind)).expect(201);
    }

    private JsonNode explained(String query) {
        return api.get("/v1/actions/" + action + "/explain" + query)
                .expect(200)
                .body()
                .path("explanation");
    }

    private static JsonNode find(JsonNode list, String key, String value) {
        return list.valueStream()
                .filter(each -> value.equals(each.path(key).asString("")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFalseConditionIsNamedWithTheValueThatItSaw() {
        JsonNode no = explained("?entity=a");
        assertThat(no.path("mayExecute").asBoolean(true)).isFalse();
        JsonNode condition = find(no.path("checks"), "check", "condition");
        assertThat(condition.path("passed").asBoolean(true)).isFalse();
        assertThat(condition.path("reason").asString("")).contains("env = \"prod\" does not hold, it is \"dev\"");
        assertThat(explained("?entity=b").path("mayExecute").asBoolean(false)).isTrue();
        api.get("/v1/actions/" + action + "/explain?entity=nobody").expect(404);
    }

    @Test
    void anInputTellsTheRuleBehindItAndNoSecret() {
        String values = URLEncoder.encode("{\"mode\": \"hard\", \"token\": \"open sesame\"}", StandardCharsets.UTF_8);
        JsonNode answer = explained("?entity=b&properties=" + values);
        JsonNode reason = find(answer.path("inputs"), "identifier", "reason");
        assertThat(reason.path("required").asBoolean(false)).isTrue();
        assertThat(reason.path("because").toString()).contains("required: by the rule", ".form.mode is", "hard");
        assertThat(answer.toString()).doesNotContain("open sesame");
        JsonNode soft = find(explained("?entity=b").path("inputs"), "identifier", "reason");
        assertThat(soft.path("visible").asBoolean(true)).isFalse();
        assertThat(soft.path("because").toString()).contains("hidden: by the rule", "soft");
    }

    @Test
    void aValidationThatRefusesIsNamedAndAFailingQueryForAdministratorsOnly() {
        String other = Names.unique("checked");
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Checked", "trigger": {"type": "self-service", "operation": "CREATE",
                   "userInputs": {"properties": {
                     "size": {"type": "number", "validations": [{"constraint": ".form.size < 5", "message": "too big"}]},
                     "odd": {"type": "string", "visible": {"jqQuery": ".form.size | ltrimstr(1) | startswith(2)"}}},
                     "steps": [{"title": "One", "order": ["size", "odd"]}]}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com/x"}}""".formatted(other)).expect(201);
        String values = URLEncoder.encode("{\"size\": 7}", StandardCharsets.UTF_8);
        JsonNode answer = api.get("/v1/actions/" + other + "/explain?properties=" + values)
                .expect(200)
                .body()
                .path("explanation");
        JsonNode refusal = answer.path("refusals").path(0);
        assertThat(refusal.path("pointer").asString("")).isEqualTo("/properties/size");
        assertThat(refusal.path("message").asString("")).isEqualTo("too big");
        assertThat(refusal.path("because").asString("")).contains(".form.size < 5", ".form.size is 7");
        assertThat(answer.path("problems").path(0).path("pointer").asString("")).isEqualTo("/properties/odd/visible");
        assertThat(explainer
                        .explain(other, null, Json.object().put("size", 7), member(List.of()))
                        .toJson(false)
                        .has("problems"))
                .isFalse();
        Api.Answer refused = api.post("/v1/actions/" + other + "/runs", "{\"properties\": {\"size\": 7}}")
                .expect(422);
        assertThat(refused.text()).contains("/properties/size", "too big");
    }

    @Test
    void rightsAreNamedAndAMemberOfTheOwningTeamMayWhereTheActionSaysSo() {
        api.patch(
                        "/v1/actions/" + action + "/permissions",
                        "{\"execute\": {\"roles\": [], \"users\": [\"x@example.com\"], \"ownedByTeam\": true}}")
                .expect(200);
        Actor stranger = member(List.of());
        ActionExplanation no = explainer.explain(action, "b", Json.object(), stranger);
        assertThat(no.mayExecute()).isFalse();
        assertThat(no.obstacles().stream().map(ActionExplanation.Check::check)).containsExactly("user", "ownership");
        assertThatThrownBy(() -> runs.execute(new ExecuteCommand(action, Json.object(), "b"), stranger))
                .isInstanceOf(PortalException.Forbidden.class);

        Actor owner = member(List.of(team));
        ActionExplanation yes = explainer.explain(action, "b", Json.object(), owner);
        assertThat(yes.mayExecute()).isTrue();
        assertThat(yes.obstacles()).isEmpty();
        assertThat(runs.execute(new ExecuteCommand(action, Json.object(), "b"), owner)
                        .status())
                .isEqualTo(RunStatus.IN_PROGRESS);
    }

    @Test
    void aPolicyIsNamedWithItsAnswer() {
        api.patch("/v1/actions/" + action + "/permissions", """
                {"execute": {"roles": ["Member"], "policy": {"queries": {}, "conditions": [".inputs.mode == \\"hard\\""]}}}""").expect(200);
        Actor member = member(List.of());
        ActionExplanation soft = explainer.explain(action, "b", Json.object(), member);
        assertThat(soft.mayExecute()).isFalse();
        assertThat(soft.obstacles().stream().map(ActionExplanation.Check::reason))
                .containsExactly("the condition .inputs.mode == \"hard\" says no");
        assertThat(explainer
                        .explain(action, "b", Json.object().put("mode", "hard"), member)
                        .mayExecute())
                .isTrue();
    }

    private static Actor member(List<String> teams) {
        return Actor.user("eve@example.com", "Eve", Set.of(Role.MEMBER), teams, Origin.UI);
    }
}

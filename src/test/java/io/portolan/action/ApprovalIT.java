package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may run, see and approve, and actions that write an entity.
@PortalTest
class ApprovalIT {

    private static final Actor ANN = member("ann@example.com");
    private static final Actor BOB = member("bob@example.com");
    private static final Actor CAT = member("cat@example.com");

    @Autowired
    Api api;

    @Autowired
    ActionService actions;

    @Autowired
    RunService runs;

    @Autowired
    ApprovalService approvals;

    @Autowired
    ChangeDispatcher dispatcher;

    private String action;
    private String blueprint;

    @BeforeEach
    void blueprint() {
        action = Names.unique("approved");
        blueprint = Names.unique("Thing");
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\":\"" + blueprint
                                + "\",\"title\":\"Thing\",\"schema\":{\"properties\":{\"size\":{\"type\":\"number\"}},\"required\":[]}}")
                .expect(201);
    }

    @Test
    void aRunWaitsUntilAnotherApproverAgreesAndThenWritesItsEntity() {
        define("true", "[\"bob@example.com\"]");
        String id = start(ANN);
        dispatcher.drain();
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
        assertThatThrownBy(() -> approvals.decide(id, true, null, ANN)).isInstanceOf(PortalException.Forbidden.class);
        assertThatThrownBy(() -> approvals.decide(id, true, null, CAT)).isInstanceOf(PortalException.Forbidden.class);
        approvals.decide(id, true, "fine", BOB);
        dispatcher.drain();
        assertThat(status(id)).isEqualTo(RunStatus.SUCCESS);
        JsonNode entity = api.get("/v1/blueprints/" + blueprint + "/entities/made")
                .expect(200)
                .body()
                .get("entity");
        assertThat(entity.at("/properties/size").intValue()).isEqualTo(3);
        assertThat(entity.get("createdBy").stringValue()).isEqualTo("ann@example.com");
        assertThatThrownBy(() -> approvals.decide(id, false, null, BOB)).isInstanceOf(PortalException.Invalid.class);
    }

    @Test
    void nobodyApprovesAnOwnRunNotEvenAnApprover() {
        define("true", "[\"ann@example.com\"]");
        String id = start(ANN);
        assertThatThrownBy(() -> approvals.decide(id, true, null, ANN))
                .isInstanceOf(PortalException.Forbidden.class)
                .hasMessageContaining("own run");
    }

    @Test
    void anApproverDecidesOnAnOwnRunWhereTheActionAllowsIt() {
        define("{\"type\":\"ANY\",\"allowOwnRuns\":true}", "[\"ann@example.com\"]");
        String id = start(ANN);
        assertThat(approvals.waiting(10, ANN)).extracting(ActionRun::id).contains(id);
        assertThatThrownBy(() -> approvals.decide(id, true, null, CAT)).isInstanceOf(PortalException.Forbidden.class);
        approvals.decide(id, true, "mine", ANN);
        dispatcher.drain();
        assertThat(status(id)).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void allNamedApproversHaveToAgreeEachOnce() {
        define("{\"type\":\"ALL\"}", "[\"bob@example.com\",\"cat@example.com\"]");
        String id = start(ANN);
        approvals.decide(id, true, null, BOB);
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
        assertThatThrownBy(() -> approvals.decide(id, true, null, BOB)).isInstanceOf(PortalException.Conflict.class);
        assertThat(status(id)).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
        approvals.decide(id, true, null, CAT);
        assertThat(status(id)).isEqualTo(RunStatus.IN_PROGRESS);
    }

    @Test
    void oneWhoDeclinesEndsIt() {
        define("{\"type\":\"ALL\"}", "[\"bob@example.com\",\"cat@example.com\"]");
        String id = start(ANN);
        approvals.decide(id, false, "not now", BOB);
        assertThat(status(id)).isEqualTo(RunStatus.DECLINED);
        dispatcher.drain();
        assertThat(api.get("/v1/blueprints/" + blueprint + "/entities/made").status())
                .isEqualTo(404);
    }

    @Test
    void whoStartedItMayWithdrawIt() {
        define("true", "[]");
        String id = start(ANN);
        assertThatThrownBy(() -> runs.withdraw(id, BOB)).isInstanceOf(PortalException.Forbidden.class);
        assertThat(runs.withdraw(id, ANN).status()).isEqualTo(RunStatus.FAILURE);
    }

    @Test
    void theListsDecideWhoMayRunAndSee() {
        define("false", "[]");
        ObjectNode closed = actions.require(action).document().deepCopy();
        closed.put("allowAnyoneToViewRuns", false);
        actions.replace(action, closed, Actor.system());
        actions.patchPermissions(
                action,
                Json.parseObject("{\"execute\":{\"users\":[\"ann@example.com\"],\"roles\":[]}}"),
                Actor.system());
        assertThat(actions.offeredTo(ANN)).anyMatch(each -> each.identifier().equals(action));
        assertThat(actions.offeredTo(BOB)).noneMatch(each -> each.identifier().equals(action));
        assertThatThrownBy(() -> start(BOB)).isInstanceOf(PortalException.Forbidden.class);
        String id = start(ANN);
        assertThat(runs.find(id, ANN)).isPresent();
        assertThat(runs.find(id, BOB)).isEmpty();
        assertThat(runs.list(RunFilter.ofAction(action), BOB, null, 10).items()).isEmpty();
    }

    @Test
    void aPolicyAloneDecidesWhoMayRunAndWhoMayApprove() {
        define("true", "[]");
        actions.patchPermissions(action, Json.parseObject("""
                        {"execute":{"roles":["Member"],"policy":{"queries":{},"conditions":[".user.email == 'ann@example.com'"]}},
                         "approve":{"users":["bob@example.com"],"policy":{
                           "queries":{"things":{"combinator":"and","rules":[{"property":"$blueprint","operator":"=","value":"%s"}]}},
                           "conditions":["if (.results.things.entities | length) == 0 then [\\"cat@example.com\\"] else [] end"]}}}
                        """.formatted(blueprint)), Actor.system());
        assertThat(actions.offeredTo(BOB)).anyMatch(each -> each.identifier().equals(action));
        assertThatThrownBy(() -> start(BOB)).isInstanceOf(PortalException.Forbidden.class);
        String id = start(ANN);
        assertThatThrownBy(() -> approvals.decide(id, true, null, BOB)).isInstanceOf(PortalException.Forbidden.class);
        assertThat(approvals.decide(id, true, null, CAT).status()).isEqualTo(RunStatus.IN_PROGRESS);
    }

    @Test
    void aPolicySeesWhoStartedTheRunAndTheApproversAreNamed() {
        String lead = Names.unique("lead") + "@example.com";
        api.post("/v1/users/invite", "{\"invitee\":{\"email\":\"" + lead + "\",\"roles\":[\"Member\"]}}")
                .expect(200);
        define("true", "[]");
        actions.patchPermissions(action, Json.parseObject("""
                        {"approve":{"policy":{"queries":{},
                           "conditions":["if .trigger.user.email == \\"ann@example.com\\" then [\\"%s\\"] else [] end"]}}}
                        """.formatted(lead)), Actor.system());
        String ofAnn = start(ANN);
        String ofBob = start(BOB);
        assertThat(approvers(ofAnn, "?include_pending_approvers=true"))
                .isEqualTo(Json.parse("[{\"email\":\"" + lead + "\",\"approvalStatus\":\"PENDING\"}]"));
        assertThat(approvers(ofAnn, "")).isEqualTo(Json.array());
        assertThat(approvers(ofBob, "?include_pending_approvers=true")).isEqualTo(Json.array());
        assertThatThrownBy(() -> approvals.decide(ofBob, true, null, member(lead)))
                .isInstanceOf(PortalException.Forbidden.class);
        assertThat(approvals.decide(ofAnn, true, null, member(lead)).status()).isEqualTo(RunStatus.IN_PROGRESS);
        assertThat(approvers(ofAnn, "?include_pending_approvers=true"))
                .isEqualTo(Json.parse("[{\"email\":\"" + lead + "\",\"approvalStatus\":\"APPROVED\"}]"));
    }

    private JsonNode approvers(String run, String parameters) {
        return api.get("/v1/actions/runs/" + run + "/approvers" + parameters)
                .expect(200)
                .body()
                .path("approvers");
    }

    @Test
    void membersNeitherReportNorLog() {
        define("false", "[]");
        String id = start(ANN);
        assertThatThrownBy(() -> runs.report(id, Json.object().put("status", "SUCCESS"), BOB))
                .isInstanceOf(PortalException.Forbidden.class);
        assertThatThrownBy(() -> runs.log(id, Json.object().put("message", "x"), ANN))
                .isInstanceOf(PortalException.Forbidden.class);
    }

    private void define(String approval, String approvers) {
        actions.create(Json.parseObject("""
                        {"identifier":"%s","trigger":{"type":"self-service","operation":"CREATE","userInputs":{"properties":{}}},
                         "invocationMethod":{"type":"UPSERT_ENTITY","blueprintIdentifier":"%s",
                           "mapping":{"identifier":"made","title":"Made by {{ .trigger.by.userId }}","properties":{"size":"{{ 1 + 2 }}"}}},
                         "requiredApproval":%s}
                        """.formatted(action, blueprint, approval)), Actor.system());
        actions.patchPermissions(
                action, Json.parseObject("{\"approve\":{\"users\":" + approvers + "}}"), Actor.system());
    }

    private String start(Actor actor) {
        return runs.execute(new ExecuteCommand(action, Json.object(), null), actor)
                .id();
    }

    private RunStatus status(String id) {
        return runs.require(id, Actor.system()).status();
    }

    private static Actor member(String email) {
        return Actor.user(email, email, Set.of(Role.MEMBER), List.of(), Origin.UI);
    }
}

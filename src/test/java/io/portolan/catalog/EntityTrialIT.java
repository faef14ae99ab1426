package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.blueprint.ExpressionTrial;
import io.portolan.blueprint.ExpressionTrial.Outcome;
import io.portolan.blueprint.ExpressionTrial.Result;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.IntNode;

/// Calculations that are tried before they are stored.
@PortalTest
class EntityTrialIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    ExpressionTrial trial;

    private String service = "";

    @BeforeEach
    void twoServicesOfASystem() {
        String system = Names.unique("system");
        service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "System", "schema": {"properties": {"lead": {"type": "string"}}}}""".formatted(system)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service", "schema": {"properties": {"bugs": {"type": "number"}}},
                 "relations": {"system": {"target": "%s", "required": false, "many": false}},
                 "mirrorProperties": {"lead": {"path": "system.lead"}},
                 "calculationProperties": {
                   "risk": {"type": "number", "calculation": ".properties.bugs * 2"},
                   "seen": {"type": "string", "calculation": "del(.updatedAt) | tojson"}}}""".formatted(service, system)).expect(201);
        api.post("/v1/blueprints/" + system + "/entities", """
                {"identifier": "shop", "properties": {"lead": "ada"}}""").expect(201);
        api.post("/v1/blueprints/" + service + "/entities", """
                {"identifier": "pay", "title": "Payments", "properties": {"bugs": 4}, "relations": {"system": "shop"}}""").expect(201);
        api.post("/v1/blueprints/" + service + "/entities", """
                {"identifier": "cart", "title": "Cart"}""").expect(201);
        dispatcher.drain();
    }

    private Outcome tried(@Nullable String entity, String calculation) {
        return trial.of(service, entity, calculation, Actor.system()).orElseThrow();
    }

    @Test
    void aTrialSeesWhatTheStoredCalculationSees() {
        String stored = api.get("/v1/blueprints/" + service + "/entities/pay")
                .expect(200)
                .body()
                .at("/entity/properties/seen")
                .stringValue();

        Outcome outcome = tried("pay", "del(.updatedAt) | tojson");

        assertThat(outcome.result())
                .isInstanceOfSatisfying(
                        Result.Value.class,
                        found -> assertThat(found.value().stringValue()).isEqualTo(stored));
        assertThat(stored).contains("\"lead\":\"ada\"").doesNotContain("risk");
        assertThat(outcome.input().at("/properties").propertyNames()).containsExactlyInAnyOrder("bugs", "lead");
        assertThat(tried("pay", ".properties.bugs + 1").result()).isEqualTo(new Result.Value(IntNode.valueOf(5)));
    }

    @Test
    void mistakesHaveTheirPlaceAndMissingValuesTheirReason() {
        assertThat(tried("pay", ".title |\n  uper").result()).isInstanceOfSatisfying(Result.Failed.class, failed -> {
            assertThat(failed.line()).isEqualTo(2);
            assertThat(failed.column()).isEqualTo(3);
            assertThat(failed.reason()).contains("uper");
        });
        assertThat(tried("pay", ".title * .title").result()).isInstanceOfSatisfying(Result.Failed.class, failed -> {
            assertThat(failed.line()).isZero();
            assertThat(failed.reason()).contains(".title * .title");
        });
        assertThat(tried("pay", "[range(1e9)] | length").result()).isInstanceOf(Result.Failed.class);
        assertThat(tried("pay", ".properties.cost").result())
                .isInstanceOfSatisfying(
                        Result.Nothing.class,
                        nothing -> assertThat(nothing.reason()).contains("no property `cost`"));
    }

    @Test
    void withoutAnEntityItIsTheOneThatChangedLast() {
        assertThat(tried(null, ".identifier").entity().identifier()).isEqualTo("cart");
        assertThat(trial.candidates(service, "", 0, 10, Actor.system()))
                .extracting(ExpressionTrial.Candidate::title)
                .containsExactly("Cart", "Payments");
        assertThat(trial.candidates(service, "pay", 0, 10, Actor.system())).hasSize(1);
        assertThat(trial.of(service, "gone", ".", Actor.system())).isEmpty();
    }

    @Test
    void whoMayNotReadAnEntityCannotTryAnythingOnIt() {
        api.patch("/v1/blueprints/" + service + "/permissions", """
                {"entities": {"read": {"users": ["nobody@example.com"]}}}""").expect(200);
        Actor member = Actor.user("someone@example.com", "Someone", Set.of(Role.MEMBER), List.of(), Origin.UI);

        assertThat(trial.of(service, "pay", ".title", member)).isEmpty();
        assertThat(trial.of(service, null, ".title", member)).isEmpty();
        assertThat(trial.candidates(service, "", 0, 10, member)).isEmpty();
    }
}

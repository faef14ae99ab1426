package io.portolan.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.action.ActionRun;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@PortalTest
class AutomationIT {

    @Autowired
    private Api api;

    @Autowired
    private ChangeDispatcher dispatcher;

    @Autowired
    private AutomationConsumer consumer;

    @Autowired
    private AutomationService automations;

    @Autowired
    private TimerService timers;

    @Autowired
    private RunService runs;

    @Autowired
    private ChangeHistory history;

    @Autowired
    private SettableClock clock;

    private String blueprint = "";
    private String automation = "";

    @BeforeEach
    void model() {
        blueprint = Names.unique("env");
        automation = Names.unique("react");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Env","schema":{"properties":{
                  "status":{"type":"string"}, "count":{"type":"number"}, "note":{"type":"string"},
                  "ttl":{"type":"string","format":"timer"}}}}
                """.formatted(blueprint)).expect(201);
    }

    @AfterEach
    void switchOff() {
        api.delete("/v1/actions/" + automation);
    }

    @Test
    void anAutomationStartsWhenItsConditionHolds() {
        define(
                "ENTITY_UPDATED",
                ".diff.after.properties.status == \"Broken\" and .diff.before.properties.status != \"Broken\"",
                "{\"note\":\"{{ .event.diff.after.properties.status }}\"}");
        write("a", "{\"status\":\"OK\"}");
        write("a", "{\"status\":\"Fine\"}");
        dispatcher.drain();
        assertThat(started()).isEmpty();

        write("a", "{\"status\":\"Broken\"}");
        dispatcher.drain();

        assertThat(started())
                .singleElement()
                .satisfies(run -> assertThat(run.status().name()).isEqualTo("SUCCESS"));
        assertThat(entity("a").at("/properties/note").asString()).isEqualTo("Broken");
    }

    @Test
    void theChainOfCausesLeadsBackToThePerson() {
        define("ENTITY_CREATED", null, "{\"note\":\"seen\"}");
        write("a", "{\"status\":\"OK\"}");
        dispatcher.drain();

        Change noted = changes("a").getFirst();
        List<Change> causes = history.causes(noted);

        assertThat(noted.depth()).isEqualTo(1);
        assertThat(causes).extracting(change -> change.kind().name()).containsExactly("RUN_CREATED", "ENTITY_CREATED");
        assertThat(causes.getFirst().actorKind()).isEqualTo(Actor.Kind.AUTOMATION);
    }

    @Test
    void aChangeThatIsDeliveredTwiceStartsOneRun() {
        define("ENTITY_CREATED", null, "{\"note\":\"seen\"}");
        write("a", "{\"status\":\"OK\"}");
        dispatcher.drain();
        Change created = changes("a").getLast();

        consumer.handle(created);
        consumer.handle(created);
        dispatcher.drain();

        assertThat(started()).hasSize(1);
    }

    @Test
    void aLoopIsStoppedAtDepthEight() {
        define("ANY_ENTITY_CHANGE", null, "{\"count\":\"{{ (.event.diff.after.properties.count // 0) + 1 }}\"}");
        write("a", "{\"status\":\"OK\"}");

        dispatcher.drain();

        assertThat(entity("a").at("/properties/count").intValue()).isEqualTo(Change.MAX_DEPTH);
        assertThat(started()).hasSize(Change.MAX_DEPTH);
        AutomationState state = automations.require(automation, 20, Actor.system());
        assertThat(state.latest()).hasSize(Change.MAX_DEPTH + 1);
        assertThat(state.latest().getFirst()).satisfies(stop -> {
            assertThat(stop.outcome()).isEqualTo(Firing.Outcome.LOOP_STOPPED);
            assertThat(stop.runId()).isNull();
            assertThat(stop.message()).contains("chain of 8 automations");
        });
    }

    @Test
    void anExpiredTimerStartsItsAutomationOnce() {
        define("TIMER_PROPERTY_EXPIRED", null, "{\"status\":\"Terminated\"}");
        write("a", "{\"ttl\":\"" + clock.instant().plus(Duration.ofHours(1)) + "\"}");
        dispatcher.drain();
        clock.advance(Duration.ofHours(2));

        timers.sweep();
        timers.sweep();
        dispatcher.drain();

        assertThat(started()).hasSize(1);
        assertThat(entity("a").at("/properties/status").asString()).isEqualTo("Terminated");
        assertThat(history.causes(changes("a").getFirst()))
                .extracting(change -> change.kind().name())
                .containsExactly("RUN_CREATED", "TIMER_EXPIRED");
    }

    @Test
    void anAutomationReactsToRunsOfAnAction() {
        String first = automation;
        define("ENTITY_CREATED", ".context.entityIdentifier == \"a\"", "{\"note\":\"seen\"}");
        automation = Names.unique("follow");
        define("RUN_UPDATED", ".diff.after.status == \"SUCCESS\"", "{\"status\":\"followed\"}", first);
        write("a", "{}");

        dispatcher.drain();

        assertThat(started()).hasSize(1);
        api.delete("/v1/actions/" + first);
    }

    @Test
    void aSwitchedOffAutomationRests() {
        define("ENTITY_CREATED", null, "{\"note\":\"seen\"}");
        automations.publish(automation, false, Actor.system());
        write("a", "{}");
        dispatcher.drain();

        assertThat(started()).isEmpty();
    }

    @Test
    void aConditionThatCannotBeReadIsToldAndStartsNothing() {
        define("ENTITY_CREATED", ".a ==", "{\"note\":\"seen\"}");
        write("a", "{}");
        dispatcher.drain();

        AutomationState state = automations.require(automation, 5, Actor.system());
        assertThat(state.problem()).isNotBlank();
        assertThat(state.latest())
                .singleElement()
                .satisfies(firing -> assertThat(firing.outcome()).isEqualTo(Firing.Outcome.CONDITION_FAILED));
    }

    @Test
    void aBacktestTellsWhatWouldHaveStarted() {
        for (int i = 0; i < 6; i++) {
            write("a", "{\"count\":" + i + "}");
        }
        ObjectNode definition = definition("ENTITY_UPDATED", ".diff.after.properties.count >= 4", "{}", blueprint);

        Backtest backtest = automations.backtest(definition, 100, Actor.system());

        assertThat(backtest.examined()).isEqualTo(5);
        assertThat(backtest.fired()).isEqualTo(2);
        assertThat(backtest.complete()).isTrue();
        assertThat(backtest.matches())
                .extracting(change -> String.valueOf(change.after()))
                .allMatch(after -> after.contains("\"count\":5") || after.contains("\"count\":4"));
        assertThat(automations.backtest(definition, 1, Actor.system()).examined())
                .isEqualTo(1);
        assertThat(started()).isEmpty();
    }

    private void define(String event, @Nullable String condition, String properties) {
        define(event, condition, properties, blueprint);
    }

    private void define(String event, @Nullable String condition, String properties, String subject) {
        api.post("/v1/actions", definition(event, condition, properties, subject))
                .expect(201);
    }

    private ObjectNode definition(String event, @Nullable String condition, String properties, String subject) {
        ObjectNode definition = Json.object();
        definition.put("identifier", automation).put("title", "React");
        ObjectNode trigger = definition.putObject("trigger").put("type", "automation");
        ObjectNode on = trigger.putObject("event").put("type", event);
        on.put(event.contains("RUN") ? "actionIdentifier" : "blueprintIdentifier", subject);
        if (event.startsWith("TIMER")) {
            on.put("propertyIdentifier", "ttl");
        }
        if (condition != null) {
            ObjectNode json = trigger.putObject("condition").put("type", "JQ").put("combinator", "and");
            json.putArray("expressions").add(condition);
        }
        ObjectNode method = definition.putObject("invocationMethod").put("type", "UPSERT_ENTITY");
        method.put("blueprintIdentifier", blueprint);
        ObjectNode mapping = method.putObject("mapping");
        mapping.put("identifier", event.contains("RUN") ? "followed" : "{{ .event.context.entityIdentifier }}");
        mapping.set("properties", Json.parse(properties));
        return definition;
    }

    private void write(String identifier, String properties) {
        api.post(
                "/v1/blueprints/" + blueprint + "/entities?upsert=true&merge=true",
                "{\"identifier\":\"" + identifier + "\",\"properties\":" + properties + "}");
    }

    private JsonNode entity(String identifier) {
        return api.get("/v1/blueprints/" + blueprint + "/entities/" + identifier)
                .expect(200)
                .body()
                .path("entity");
    }

    private List<Change> changes(String identifier) {
        return history.find(
                        ChangeFilter.entity(blueprint, identifier).withActions(Set.of("CREATE", "UPDATE")), null, 50)
                .items();
    }

    private List<ActionRun> started() {
        return runs.list(RunFilter.ofAction(automation), Actor.system(), null, 50)
                .items();
    }
}

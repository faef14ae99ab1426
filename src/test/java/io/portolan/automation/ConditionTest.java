package io.portolan.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeKind;
import io.portolan.expression.ExpressionException;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ConditionTest {

    private static final Change BECAME_BROKEN = new Change(
            7,
            Instant.parse("2026-11-20T10:00:00Z"),
            ChangeKind.ENTITY_UPDATED,
            "service",
            "checkout",
            null,
            Json.parseObject("{\"identifier\":\"checkout\",\"properties\":{\"status\":\"OK\",\"tier\":1}}"),
            Json.parseObject("{\"identifier\":\"checkout\",\"properties\":{\"status\":\"Broken\",\"tier\":1}}"),
            Json.object(),
            Actor.Kind.USER,
            "ada@example.com",
            "Ada",
            Origin.UI,
            null,
            0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "and | .diff.after.properties.status == 'Broken'                                                  | true",
                "and | .diff.before.properties.status == .diff.after.properties.status                            | false",
                "and | .diff.after.properties.status == \"Broken\" ; .context.entityIdentifier == \"checkout\"    | true",
                "and | .diff.after.properties.status == \"Broken\" ; .context.entityIdentifier == \"other\"       | false",
                "or  | .diff.after.properties.status == \"OK\" ; .context.blueprintIdentifier == \"service\"      | true",
                "or  | .diff.after.properties.status == \"OK\" ; .context.blueprintIdentifier == \"other\"        | false",
                "and | .action == \"UPDATE\" and .resourceType == \"entity\"                                      | true",
                "and | .trigger.by.user.email == \"ada@example.com\" and .trigger.origin == \"UI\"                | true",
                "and | .diff.after.properties.tier                                                                | false",
                "and | error(\"no\")                                                                                    | false",
                "or  | .nothing.here ; .context.propertyIdentifier == null                                        | true"
            })
    void decidesOnTheEvent(String combinator, String expressions, boolean expected) {
        assertThat(Condition.of(trigger(combinator, expressions.split(" ; ")), Clock.systemUTC())
                        .test(EventJson.of(BECAME_BROKEN)))
                .isEqualTo(expected);
    }

    @Test
    void noConditionLetsEverythingPass() {
        assertThat(Condition.of(Json.object(), Clock.systemUTC()).test(EventJson.of(BECAME_BROKEN)))
                .isTrue();
    }

    @Test
    void anExpressionThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> Condition.of(trigger("and", ".a =="), Clock.systemUTC()))
                .isInstanceOf(ExpressionException.CompileFailed.class);
    }

    @Test
    void theEventOfATimerHasNoBefore() {
        ObjectNode after = Json.parseObject("{\"identifier\":\"dev-7\"}");
        Change expiry = new Change(
                8,
                Instant.parse("2026-11-20T10:00:00Z"),
                ChangeKind.TIMER_EXPIRED,
                "environment",
                "dev-7",
                null,
                null,
                after,
                Json.object().put("propertyIdentifier", "ttl"),
                Actor.Kind.SYSTEM,
                "portolan",
                "Portolan",
                Origin.SYSTEM,
                null,
                0);

        ObjectNode event = EventJson.of(expiry);

        assertThat(event.at("/action").asString()).isEqualTo("TIMER_EXPIRED");
        assertThat(event.at("/context/propertyIdentifier").asString()).isEqualTo("ttl");
        assertThat(event.at("/diff/before").isNull()).isTrue();
        assertThat(event.at("/diff/after")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{'type':'ENTITY_UPDATED','blueprintIdentifier':'service'}     | true",
                "{'type':'ANY_ENTITY_CHANGE','blueprintIdentifier':'service'}  | true",
                "{'type':'ENTITY_CREATED','blueprintIdentifier':'service'}     | false",
                "{'type':'ENTITY_UPDATED','blueprintIdentifier':'other'}       | false",
                "{'type':'RUN_UPDATED','actionIdentifier':'service'}           | false"
            })
    void theTriggerFitsKindAndSubject(String event, boolean expected) {
        ObjectNode trigger = Json.object().set("event", Json.parse(event.replace('\'', '"')));

        assertThat(Trigger.of(trigger).orElseThrow().matches(BECAME_BROKEN)).isEqualTo(expected);
    }

    private static ObjectNode trigger(String combinator, String... expressions) {
        ObjectNode trigger = Json.object();
        ObjectNode condition = trigger.putObject("condition");
        condition.put("type", "JQ").put("combinator", combinator.strip());
        for (String expression : expressions) {
            condition.withArray("expressions").add(expression.strip());
        }
        return trigger;
    }
}

package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ActionValidatorTest {

    @Test
    void aCompleteActionIsValid() {
        assertThat(ActionValidator.validate(action())).isEmpty();
    }

    /// The place, the value to put there ("absent" to take it away), the pointer of the violation.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /identifier                                  | ".."              | /identifier
            /identifier                                  | "a b"             | /identifier
            /identifier                                  | absent            | /identifier
            /colour                                      | "red"             | /colour
            /trigger                                     | absent            | /trigger
            /trigger/type                                | "cron"            | /trigger/type
            /trigger/operation                           | "UPDATE"          | /trigger/operation
            /trigger/more                                | 1                 | /trigger/more
            /trigger/actionCardButtonText                | "sixteen letters!" | /trigger/actionCardButtonText
            /trigger/actionCardButtonText                | ""                | /trigger/actionCardButtonText
            /trigger/condition                           | {"type":"SEARCH"} | /trigger/condition
            /trigger/userInputs/required                 | ["nothing"]       | /trigger/userInputs/required/0
            /trigger/userInputs/required                 | {"jqQuery":"[["}  | /trigger/userInputs/required/jqQuery
            /trigger/userInputs/steps                    | [{"order":[]}]    | /trigger/userInputs/steps/0/title
            /trigger/userInputs/steps                    | [{"title":"A","order":["nothing"]}] | /trigger/userInputs/steps/0/order/0
            /trigger/userInputs/validations              | {"constraint":"true"} | /trigger/userInputs/validations
            /trigger/userInputs/validations              | [{"constraint":"true"}] | /trigger/userInputs/validations/0/message
            /trigger/userInputs/properties/name/validations | [{"constraint":"[[","message":"x"}] | /trigger/userInputs/properties/name/validations/0/constraint
            /trigger/userInputs/properties/name/validations | [{"jqQuery":"true","message":"x"}] | /trigger/userInputs/properties/name/validations/0/jqQuery
            /trigger/userInputs/titles/intro/colour      | "red"             | /trigger/userInputs/titles/intro/colour
            /trigger/userInputs/properties/name/type     | "text"            | /trigger/userInputs/properties/name/type
            /trigger/userInputs/properties/name/type     | absent            | /trigger/userInputs/properties/name/type
            /trigger/userInputs/properties/name/hint     | "x"               | /trigger/userInputs/properties/name/hint
            /trigger/userInputs/properties/name/format   | "entity"          | /trigger/userInputs/properties/name/blueprint
            /trigger/userInputs/properties/name/pattern  | "("               | /trigger/userInputs/properties/name/pattern
            /trigger/userInputs/properties/name/visible  | 1                 | /trigger/userInputs/properties/name/visible
            /trigger/userInputs/properties/name/encryption | "rot13"         | /trigger/userInputs/properties/name/encryption
            /invocationMethod                            | absent            | /invocationMethod
            /invocationMethod/type                       | "SMOKE"           | /invocationMethod/type
            /invocationMethod/url                        | absent            | /invocationMethod/url
            /invocationMethod/method                     | "TRACE"           | /invocationMethod/method
            /invocationMethod/body/name                  | "{{ .inputs"      | /invocationMethod/body/name
            /requiredApproval                            | "yes"             | /requiredApproval
            /requiredApproval                            | {"type":"SOME"}   | /requiredApproval/type
            /approvalNotification                        | {"type":"webhook"} | /approvalNotification/url
            /approvalNotification                        | [{"type":"email"},{"type":"fax"}] | /approvalNotification/1/type
            /approvalNotification                        | []                | /approvalNotification
            /approvalExpiryHours                         | -1                | /approvalExpiryHours
            /publish                                     | "true"            | /publish
            """)
    void oneWrongThingIsNamedByItsPlace(String place, String value, String pointer) {
        ObjectNode action = action();
        int last = place.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) action.at(place.substring(0, last));
        String key = place.substring(last + 1);
        if (value.equals("absent")) {
            parent.remove(key);
        } else {
            parent.set(key, Json.parse(value));
        }
        assertThat(ActionValidator.validate(action))
                .extracting(Violation::pointer)
                .contains(pointer);
    }

    @Test
    void orderAndStepsExcludeEachOther() {
        ObjectNode action = action();
        action.withObject("/trigger/userInputs").set("steps", Json.parse("[{\"title\":\"One\",\"order\":[\"name\"]}]"));
        assertThat(ActionValidator.validate(action))
                .extracting(Violation::pointer)
                .containsExactly("/trigger/userInputs/steps");
        action.withObject("/trigger/userInputs").remove("order");
        assertThat(ActionValidator.validate(action)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ENTITY_CREATED\",\"blueprintIdentifier\":\"b\"}",
                "{\"type\":\"TIMER_PROPERTY_EXPIRED\",\"blueprintIdentifier\":\"b\",\"propertyIdentifier\":\"ttl\"}",
                "{\"type\":\"RUN_UPDATED\",\"actionIdentifier\":\"a\"}"
            })
    void automationsNeedWhatTheirEventNeeds(String event) {
        ObjectNode action = action();
        ObjectNode trigger = Json.object().put("type", "automation");
        trigger.set("event", Json.parse(event));
        action.set("trigger", trigger);
        assertThat(ActionValidator.validate(action)).isEmpty();
        ObjectNode bare = trigger.withObject("/event");
        bare.propertyNames().stream()
                .filter(key -> !key.equals("type"))
                .toList()
                .forEach(bare::remove);
        assertThat(ActionValidator.validate(action)).isNotEmpty();
    }

    @Test
    void theFirstVersionOfTheFormatIsModernised() {
        ObjectNode legacy = Json.parseObject("""
                {"identifier":"deploy","title":"Deploy","trigger":"DAY-2","userInputs":{"properties":{"ref":{"type":"string"}},"required":[]},
                 "invocationMethod":{"type":"GITHUB","org":"o","repo":"r","workflow":"w","omitPayload":true}}
                """);
        ObjectNode modern = LegacyAction.modernise(legacy, "Service");
        assertThat(ActionValidator.validate(modern)).isEmpty();
        assertThat(modern.get("trigger"))
                .isEqualTo(Json.parse(
                        "{\"type\":\"self-service\",\"operation\":\"DAY-2\",\"blueprintIdentifier\":\"Service\","
                                + "\"userInputs\":{\"properties\":{\"ref\":{\"type\":\"string\"}},\"required\":[]}}"));
        assertThat(LegacyAction.modernise(modern, null)).isSameAs(modern);
    }

    @Test
    void everyInvocationTypeIsAccepted() {
        List<String> methods = List.of(
                "{\"type\":\"WEBHOOK\",\"url\":\"https://example.org\",\"agent\":true,\"synchronized\":false}",
                "{\"type\":\"GITHUB\",\"org\":\"o\",\"repo\":\"r\",\"workflow\":\"w.yml\",\"reportWorkflowStatus\":true}",
                "{\"type\":\"GITLAB\",\"projectName\":\"p\",\"groupName\":\"g\",\"defaultRef\":\"main\"}",
                "{\"type\":\"AZURE_DEVOPS\",\"webhook\":\"w\",\"org\":\"o\",\"payload\":{}}",
                "{\"type\":\"KAFKA\",\"payload\":{}}",
                "{\"type\":\"UPSERT_ENTITY\",\"blueprintIdentifier\":\"b\",\"mapping\":{\"identifier\":\"x\"}}",
                "{\"type\":\"INTEGRATION_ACTION\",\"installationId\":\"i\",\"integrationActionType\":\"dispatch_workflow\","
                        + "\"integrationActionExecutionProperties\":{}}");
        for (String method : methods) {
            ObjectNode action = action();
            action.set("invocationMethod", Json.parse(method));
            assertThat(ActionValidator.validate(action)).as(method).isEmpty();
        }
    }

    private static ObjectNode action() {
        return Json.parseObject("""
                {"identifier":"make","title":"Make","icon":"Box","description":"",
                 "trigger":{"type":"self-service","operation":"CREATE","userInputs":{
                   "properties":{"name":{"type":"string"},"size":{"type":"number","visible":{"jqQuery":".form.name == 'x'"}}},
                   "required":["name"],"order":["name","intro","size"],"titles":{"intro":{"title":"More"}}}},
                 "invocationMethod":{"type":"WEBHOOK","url":"https://example.org","body":{"name":"{{ .inputs.name }}"}},
                 "requiredApproval":false,"approvalNotification":{"type":"email"},"publish":true,"allowAnyoneToViewRuns":true}
                """);
    }
}

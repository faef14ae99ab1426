package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class InputValidatorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"string"}                                  | "x"                        | ok
            {"type":"string"}                                  | 1                          | must be string
            {"type":"string","minLength":2}                    | "a"                        | at least 2 characters
            {"type":"string","maxLength":2}                    | "😀😀"                     | ok
            {"type":"string","maxLength":2}                    | "abc"                      | at most 2 characters
            {"type":"string","pattern":"^a+$"}                 | "b"                        | pattern ^a+$
            {"type":"string","enum":["a","b"]}                 | "c"                        | must be one of "a", "b"
            {"type":"string","format":"url"}                   | "example"                  | an address
            {"type":"string","format":"url"}                   | "https://example.org/x"    | ok
            {"type":"string","format":"email"}                 | "a@b"                      | ok
            {"type":"string","format":"email"}                 | "a b@c"                    | e-mail
            {"type":"string","format":"user"}                  | "nobody"                   | e-mail address of a user
            {"type":"string","format":"date-time"}             | "2026-01-01T00:00:00Z"     | ok
            {"type":"string","format":"date-time"}             | "2026-01-01"               | a moment
            {"type":"string","format":"ipv4"}                  | "10.0.0.256"               | a valid ipv4
            {"type":"string","format":"ipv6"}                  | "::1"                      | ok
            {"type":"number","minimum":1,"maximum":3}          | 0                          | at least 1
            {"type":"number","minimum":1,"maximum":3}          | 3.5                        | at most 3
            {"type":"number","exclusiveMaximum":3}             | 3                          | less than 3
            {"type":"number","enum":[1,2]}                     | 2.0                        | ok
            {"type":"number"}                                  | "1"                        | must be number
            {"type":"boolean"}                                 | "true"                     | must be boolean
            {"type":"object"}                                  | [1]                        | must be object
            {"type":"object"}                                  | {"a":1}                    | ok
            {"type":"array","items":{"type":"string"}}         | "a"                        | must be array
            {"type":"array","items":{"type":"string"}}         | ["a",1]                    | must be string
            {"type":"array","items":{"type":"string"},"minItems":2} | ["a"]                 | at least 2 items
            {"type":"array","items":{"type":"string"},"maxItems":1} | ["a","b"]             | at most 1 items
            {"type":"array","items":{"type":"string"},"uniqueItems":true} | ["a","a"]       | the same item twice
            {"type":"string","format":"entity","blueprint":"b"} | "any"                     | ok
            {"type":"string","encryption":{"algorithm":"client-side","key":"k"}} | 1        | encrypted value
            """)
    void aValueIsComparedWithItsInput(String schema, String value, String expected) {
        List<Violation> found = validate("{\"properties\":{\"x\":" + schema + "}}", "{\"x\":" + value + "}");
        if (expected.equals("ok")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().pointer()).startsWith("/properties/x");
            assertThat(found.getFirst().reason()).contains(expected);
        }
    }

    @Test
    void aPatternThatBacktracksWithoutEndIsStopped() {
        List<Violation> found = validate(
                "{\"properties\":{\"x\":{\"type\":\"string\",\"pattern\":\"^.*.*.*.*.*=$\"}}}",
                "{\"x\":\"" + "a".repeat(300) + "\"}");
        assertThat(found).extracting(Violation::reason).first().asString().contains("cannot be compared");
    }

    @Test
    void requiredInputsNeedAValueUnlessTheyAreHidden() {
        String form = """
                {"properties":{"a":{"type":"string"},"b":{"type":"string","visible":{"jqQuery":".form.a == \\"show\\""}},
                               "c":{"type":"array","items":{"type":"string"}}},"required":["a","b","c"]}
                """;
        assertThat(validate(form, "{\"a\":\"hide\",\"c\":[\"x\"]}")).isEmpty();
        assertThat(validate(form, "{\"a\":\"show\",\"c\":[]}"))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/properties/b", "/properties/c");
        assertThat(validate(form, "{\"a\":\"\",\"c\":[\"x\"]}"))
                .extracting(Violation::pointer)
                .containsExactly("/properties/a");
    }

    @Test
    void whatIsRequiredAndAllowedCanBeAQuery() {
        String form = """
                {"properties":{"env":{"type":"string"},"why":{"type":"string"},
                               "region":{"type":"string","enum":{"jqQuery":"if .form.env == \\"prod\\" then [\\"eu\\"] else [\\"eu\\",\\"us\\"] end"}}},
                 "required":{"jqQuery":"if .form.env == \\"prod\\" then [\\"why\\"] else [] end"}}
                """;
        assertThat(validate(form, "{\"env\":\"dev\",\"region\":\"us\"}")).isEmpty();
        assertThat(validate(form, "{\"env\":\"prod\",\"region\":\"us\"}"))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/properties/why", "/properties/region");
    }

    @Test
    void aQueryThatFailsIsReportedAndBlocksNothing() {
        UserInputs inputs = new UserInputs(Json.parseObject(
                "{\"properties\":{\"a\":{\"type\":\"string\",\"visible\":{\"jqQuery\":\"[[\"}}},\"required\":[]}"));
        FormState state = FormState.evaluate(inputs, context(Json.object()));
        assertThat(state.problems())
                .singleElement()
                .extracting(FormState.Problem::sentence)
                .asString()
                .startsWith("/properties/a/visible: ");
        assertThat(state.fields())
                .hasEntrySatisfying("a", field -> assertThat(field.visible()).isTrue());
    }

    @Test
    void limitsAndChoicesMayDependOnOtherValues() {
        String form = """
                {"properties":{"team":{"type":"string"},
                  "name":{"type":"string","pattern":{"jqQuery":"\\"^\\" + .form.team + \\"-\\""}},
                  "zones":{"type":"array","items":{"type":"string","enum":{"jqQuery":"[\\"a\\",\\"b\\",\\"c\\"]"}},
                           "minItems":{"jqQuery":"if .form.team == \\"core\\" then 2 else 1 end"},
                           "maxItems":{"jqQuery":"2"}},
                  "broken":{"type":"string","maxLength":{"jqQuery":"\\"many\\""}}}}
                """;
        assertThat(validate(form, "{\"team\":\"core\",\"name\":\"core-x\",\"zones\":[\"a\",\"b\"],\"broken\":\"any\"}"))
                .as("a limit whose query gives no number does not hold")
                .isEmpty();
        assertThat(validate(form, "{\"team\":\"core\",\"name\":\"web-x\",\"zones\":[\"a\"]}"))
                .containsExactly(
                        Violation.at("/properties/name", "must match the pattern ^core-"),
                        Violation.at("/properties/zones", "must have at least 2 items"));
        assertThat(validate(form, "{\"team\":\"web\",\"name\":\"web-x\",\"zones\":[\"d\",\"a\",\"b\"]}"))
                .extracting(Violation::pointer)
                .containsExactly("/properties/zones", "/properties/zones/0");
        assertThat(FormState.evaluate(new UserInputs(Json.parseObject(form)), context(Json.object()))
                        .problems())
                .extracting(FormState.Problem::sentence)
                .contains(
                        "/properties/broken/maxLength: gives \"many\", where a whole number of at least 0 is expected");
    }

    private static final String WIZARD = """
            {"properties":{"name":{"type":"string","minLength":3,
                             "validations":[{"constraint":".form.name | startswith(\\"svc-\\")","message":"begins with svc-"}]},
                           "prod":{"type":"boolean"},"min":{"type":"number"},"max":{"type":"number"},"why":{"type":"string"}},
             "required":["name","why"],
             "steps":[{"title":"Name","order":["name","prod"]},
                      {"title":"Size","order":["min","max"],
                       "validations":[{"constraint":".form.min <= .form.max","message":"min is more than max"}]},
                      {"title":"Production","order":["why"],"visible":{"jqQuery":".form.prod == true"},
                       "validations":[{"constraint":"false","message":"never"}]}],
             "validations":[{"constraint":".form.max != 13","message":"not thirteen"}]}
            """;

    @Test
    void validationsOfInputsStepsAndTheFormRefuseWithTheirMessages() {
        assertThat(validate(WIZARD, "{\"name\":\"svc-a\",\"min\":1,\"max\":2}"))
                .as("the last step is hidden, so neither its input nor its validation counts")
                .isEmpty();
        assertThat(validate(WIZARD, "{\"name\":\"other\",\"min\":3,\"max\":2}"))
                .as("an input that is wrong for itself comes first")
                .containsExactly(Violation.at("/properties/name", "begins with svc-"));
        assertThat(validate(WIZARD, "{\"name\":\"x\"}"))
                .extracting(Violation::reason)
                .containsExactly("must have at least 3 characters");
        assertThat(validate(WIZARD, "{\"name\":\"svc-a\",\"min\":14,\"max\":13}"))
                .containsExactly(
                        Violation.at("/properties", "min is more than max"),
                        Violation.at("/properties", "not thirteen"));
        assertThat(validate(WIZARD, "{\"name\":\"svc-a\",\"prod\":true}"))
                .extracting(Violation::pointer)
                .containsExactly("/properties/why");
    }

    @Test
    void aStepIsLeftWhenItsOwnInputsAndValidationsAgree() {
        assertThat(validateStep(0, "{\"name\":\"other\",\"prod\":true,\"min\":3,\"max\":2}"))
                .containsExactly(Violation.at("/properties/name", "begins with svc-"));
        assertThat(validateStep(0, "{\"name\":\"svc-a\",\"min\":3,\"max\":2}")).isEmpty();
        assertThat(validateStep(1, "{\"min\":3,\"max\":2}"))
                .containsExactly(Violation.at("/properties", "min is more than max"));
    }

    @Test
    void aValidationThatFailsRefusesAndTheAdministratorSeesWhere() {
        String form = """
                {"properties":{"size":{"type":"number","title":"Size",
                   "validations":[{"constraint":"true","message":"fine"},
                                  {"constraint":".form.size | startswith(\\"a\\")","message":"begins with a"}]}}}
                """;
        assertThat(validate(form, "{}")).as("nothing to look at").isEmpty();
        assertThat(validate(form, "{\"size\":3}"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.reason())
                        .startsWith("begins with a (")
                        .contains("could not be checked")
                        .doesNotContain("startswith"));
        FormState state =
                FormState.evaluate(new UserInputs(Json.parseObject(form)), context(Json.parseObject("{\"size\":3}")));
        assertThat(state.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/properties/size/validations/1");
            assertThat(problem.owner()).isEqualTo("Size");
            assertThat(problem.keyword()).isEqualTo("validations");
            assertThat(problem.reason()).contains("startswith");
        });
    }

    private static List<Violation> validateStep(int step, String values) {
        UserInputs inputs = new UserInputs(Json.parseObject(WIZARD));
        ObjectNode given = Json.parseObject(values);
        return InputValidator.validateStep(inputs, step, given, FormState.evaluate(inputs, context(given)));
    }

    @Test
    void anInputThatDependsOnAnotherWaitsForIt() {
        UserInputs inputs = new UserInputs(Json.parseObject(
                "{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\",\"dependsOn\":[\"a\"]}}}"));
        assertThat(FormState.evaluate(inputs, context(Json.object())).fields())
                .hasEntrySatisfying("b", field -> assertThat(field.disabled()).isTrue());
        assertThat(FormState.evaluate(inputs, context(Json.object().put("a", "x")))
                        .fields())
                .hasEntrySatisfying("b", field -> assertThat(field.disabled()).isFalse());
    }

    @Test
    void theValueOfASecretIsNeverQuoted() {
        List<Violation> found = validate(
                "{\"properties\":{\"x\":{\"type\":\"string\",\"encryption\":\"aes256-gcm\",\"enum\":[\"a\"]}}}",
                "{\"x\":\"canary\"}");
        assertThat(found).hasSize(1);
        assertThat(found.toString()).doesNotContain("canary");
    }

    private static List<Violation> validate(String form, String values) {
        UserInputs inputs = new UserInputs(Json.parseObject(form));
        ObjectNode given = Json.parseObject(values);
        return InputValidator.validate(inputs, given, FormState.evaluate(inputs, context(given)));
    }

    private static ObjectNode context(ObjectNode form) {
        ObjectNode context = Json.object();
        context.set("form", form);
        return context;
    }
}

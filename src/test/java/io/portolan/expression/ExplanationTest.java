package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    private static Explanation explain(String program) {
        return JqProgram.compile(program)
                .explain(
                        JsonReader.parse(
                                "{\"properties\":{\"tier\":\"gold\",\"n\":3,\"x\":null},\"relations\":{},\"team\":[\"t\"]}",
                                null),
                        Budget.standard());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                ".properties.owner;`.properties.owner` is null because the entity has no property `owner`",
                ".relations.system;`.relations.system` is null because the entity has no relation `system`",
                ".a.b;`.a` is null because the input has no key `a`",
                ".properties.x;`.properties.x` is null in the input",
                ".team[5];`.team[5]` is null because `.team` has 1 item",
                ".properties.n + \"x\";Step `.properties.n + \"x\"` failed: number (3) and string (\"x\") cannot be added",
                "(.properties.owner // \"x\") as $o | .properties.x;`.properties.x` is null in the input",
                ".a | .b;`.a` is null because the input has no key `a`",
                "(try error(\"no\") catch .) | .properties.n + .;Step `.properties.n + .` failed: Cannot index string with string (\"properties\")",
                ".properties | select(.n > 5);`select(.n > 5)` let nothing through",
            })
    void namesTheFirstStepThatLedToNothing(String program, String reason) {
        assertThat(explain(program).reason()).isEqualTo(reason);
    }

    @Test
    void listsTheValuesThatWereRead() {
        Explanation explanation = explain(".properties.tier + \" \" + .team[0]");
        assertThat(explanation.outputs()).hasToString("[\"gold t\"]");
        assertThat(explanation.reason()).isNull();
        assertThat(explanation.reads()).extracting(Explanation.Read::path).contains(".properties.tier", ".team[0]");
    }

    @Test
    void anErrorIsPartOfTheAnswer() {
        Explanation explanation = explain(".properties.x | ascii_upcase");
        assertThat(explanation.error()).isEqualTo("explode input must be a string");
        assertThat(explanation.reason()).contains("`.properties.x` is null in the input");
    }

    @Test
    void aFailureInsideOfALibraryFunctionBelongsToTheCall() {
        assertThat(explain(".properties.tier | fromdate").reason()).startsWith("Step `fromdate` failed: date");
    }

    @Test
    void anExceededLimitIsExplainedToo() {
        Explanation explanation = JqProgram.compile(".properties.n as $n | last(range(1e12))")
                .explain(JsonReader.parse("{\"properties\":{\"n\":3}}", null), Budget.standard());
        assertThat(explanation.error()).contains("steps");
        assertThat(explanation.reads()).extracting(Explanation.Read::path).contains(".properties.n");
    }

    @Test
    void everyExpressionOfATemplateIsExplained() {
        Template template = Template.compile(JsonReader.parse("{\"a\":[\"{{ .x }}\",\"see {{ .y.z }}\"]}", null));
        assertThat(template.explain(JsonReader.parse("{\"x\":1}", null), Budget.standard()))
                .extracting(part -> part.pointer() + " " + part.expression() + " "
                        + part.explanation().reason())
                .containsExactly("/a/0 .x null", "/a/1 .y.z `.y` is null because the input has no key `y`");
    }
}

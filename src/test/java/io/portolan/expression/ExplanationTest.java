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
                ".team[5];`.team[5]` is null because `.team` has 1 items",
                ".properties.n + \"x\";Step `.properties.n + \"x\"` failed: number (3) and string (\"x\") cannot be added",
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
        assertThat(explanation.error()).isEqualTo("ascii_upcase input must be a string");
        assertThat(explanation.reason()).contains("`.properties.x` is null in the input");
    }
}

package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.expression.Dependencies.InputPath;
import io.portolan.expression.Dependencies.OutputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependenciesTest {

    private static Dependencies of(String program) {
        return JqProgram.compile(program).dependencies();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                ".properties.tier#[.properties.tier]",
                ".properties | .n + 1#[.properties.n]",
                ".relations[] | length#[.relations.*]",
                ".properties.\"a-b\"#[.properties.\"a-b\"]",
                ".properties.a as $a | $a * 2#[.properties.a]",
                "def f: .team; f | length#[.team]",
                "if .a then 1 else 2 end#[.a]",
                ".items | map(select(.on)) | length#[.items.*]",
                "[.a, .a.b]#[.a]",
                ".properties.tier | debug(\"x\")#[.properties.tier]",
                ".a.b | 5#[.a.b]",
                ".a.b?#[.a.b]",
                "now#[]",
                "\"x\"#[]",
            })
    void listsThePathsThatAreRead(String program, String paths) {
        assertThat(of(program).everything()).isFalse();
        assertThat(of(program).paths()).hasToString(paths);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {".", "to_entries", "..", "getpath([.a])", ".a = 1", "[paths]"})
    void readsEverythingWhereItCannotTell(String program) {
        assertThat(of(program).everything()).isTrue();
    }

    @Test
    void aChangeAboveOrBelowAReadPathMatters() {
        Dependencies dependencies = of(".properties.owner.name");
        assertThat(dependencies.affectedBy(InputPath.of("properties", "owner"))).isTrue();
        assertThat(dependencies.affectedBy(InputPath.of("properties", "owner", "name", "first")))
                .isTrue();
        assertThat(dependencies.affectedBy(InputPath.of("properties", "tier"))).isFalse();
        assertThat(of(".relations[]").affectedBy(InputPath.of("relations", "service")))
                .isTrue();
    }

    @Test
    void tellsTheTypeAndWhetherTimeMatters() {
        assertThat(of(".a == 1").output()).isEqualTo(OutputType.BOOLEAN);
        assertThat(of("[.a]").output()).isEqualTo(OutputType.ARRAY);
        assertThat(of("\"\\(.a)\"").output()).isEqualTo(OutputType.STRING);
        assertThat(of(".a").output()).isEqualTo(OutputType.ANY);
        assertThat(of("now - .a").time()).isTrue();
        assertThat(of(".a").time()).isFalse();
    }

    @Test
    void aTemplateDependsOnAllItsExpressions() {
        Dependencies dependencies = Template.compile(
                        JsonReader.parse("{\"a\":\"{{ .x.y }}\",\"{{ .k }}\":[\"v {{ now }}\"]}", null))
                .dependencies();
        assertThat(dependencies.paths()).containsExactlyInAnyOrder(InputPath.of("x", "y"), InputPath.of("k"));
        assertThat(dependencies.time()).isTrue();
        assertThat(dependencies.output()).isEqualTo(OutputType.OBJECT);
    }

    @Test
    void timeInTheArgumentOfARecursiveCallIsSeen() {
        assertThat(of("def f(x): if .a then f(now) else x end; f(1)").time()).isTrue();
    }

    @Test
    void aFunctionOfTheAuthorHidesTheTypeOfABuiltin() {
        assertThat(of("def length: \"x\"; .a | length").output()).isEqualTo(OutputType.ANY);
    }

    @Test
    void aProgramTooLargeToFollowCountsAsReadingEverything() {
        StringBuilder text = new StringBuilder("def f0: .a,.a; ");
        for (int i = 1; i <= 40; i++) {
            text.append("def f")
                    .append(i)
                    .append(": f")
                    .append(i - 1)
                    .append(",f")
                    .append(i - 1)
                    .append("; ");
        }
        Dependencies dependencies = of(text + "first(f40)");
        assertThat(dependencies.everything()).isTrue();
        assertThat(dependencies.time()).isTrue();
    }
}

package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TemplateTest {

    private static final String INPUT =
            "{\"foo\":\"bar\",\"bar\":\"foo\",\"n\":1,\"t\":true,\"nil\":null,\"list\":[\"x\"],\"o\":{\"k\":\"v\"}}";

    private static @Nullable JsonNode render(String document) {
        return Template.compile(JsonReader.parse(document, null)).render(JsonReader.parse(INPUT, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "\"plain\";\"plain\"",
                "7;7",
                "\"{{ .foo }}\";\"bar\"",
                "\"{{.n}}\";1",
                "\" {{ .list }} \";[\"x\"]",
                "\"{{ .missing }}\";null",
                "\"{{ 'https://url.' + .foo }}\";\"https://url.bar\"",
                "\"a {{.n}}/{{.t}}/{{.nil}}/{{.list}}/{{.o}}\";\"a 1/true/null/[\\\"x\\\"]/{\\\"k\\\":\\\"v\\\"}\"",
                "\"{{.bar}}{{.foo}}\";\"foobar\"",
                "\"{{ \\\"}}\\\" }}\";\"}}\"",
                "\"x{{empty}}\";\"xundefined\"",
                "{\"{{.foo}}\":\"{{.n}}\"};{\"bar\":1}",
                "{\"{{empty}}\":1,\"{{null}}\":2,\"{{''}}\":3,\"k\":4};{\"k\":4}",
                "{\"k\":\"{{empty}}\"};{}",
                "[\"{{empty}}\",1];[null,1]",
                "{\"{{ spreadValue( ) }}\":\"{{ .o }}\",\"a\":1};{\"k\":\"v\",\"a\":1}",
                "{\"a\":[{\"b\":\"{{.foo}}\"}]};{\"a\":[{\"b\":\"bar\"}]}",
                "\"{{ .foo + 1 }}\";null",
                "\"{{ nofunction }}\";null",
            })
    void renders(String document, String expected) {
        assertThat(JsonText.write(Objects.requireNonNull(render(document)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "\"prefix{{.foo}postfix\";Found opening double braces in index 6 without closing double braces",
                "\"prefix{.foo}}postfix\";Found closing double braces in index 11 without opening double braces",
                "\"prefix{{ .foo {{ }}postfix\";Found double braces in index 14 inside other one in index 6",
                "\"prefix{{ .foo }} }}postfix\";Found closing double braces in index 17 without opening double braces",
                "{\"{{1}}\":\"bar\"};Evaluated object key should be undefined, null or string. Original key: {{1}}, evaluated to: 1",
                "{\"{{spreadValue()}}\":\"str\"};Evaluated value should be an object if the key is {{spreadValue()}}. Original value: str, evaluated to: \"str\"",
            })
    void refuses(String document, String message) {
        assertThat(catchThrowableOfType(ExpressionException.BadTemplate.class, () -> render(document)))
                .hasMessage(message);
    }

    @Test
    void namesTheExpressionsThatDoNotCompile() {
        Template template = Template.compile(JsonReader.parse("{\"a\":[\"{{ nofunction }}\"]}", null));
        assertThat(template.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/a/0");
            assertThat(problem.error()).hasMessageContaining("nofunction/0 is not defined");
        });
        assertThat(catchThrowableOfType(
                        ExpressionException.CompileFailed.class,
                        () -> Template.compile(
                                JsonReader.parse("\"{{ nofunction }}\"", null),
                                JqOptions.portal().reportingErrors())))
                .isNotNull();
    }

    @Test
    void wholeTemplateWithoutOutputIsUndefined() {
        assertThat(render("\"{{empty}}\"")).isNull();
        assertThat(Template.isTemplate("a {{ .b }}")).isTrue();
        assertThat(Template.isTemplate("a { .b }")).isFalse();
    }

    @Test
    void numbersInATextAreWrittenAsJavaScriptWritesThem() {
        assertThat(Template.compile("{{ .a }} {{ .b }} {{ .c }} {{ .d }}")
                        .renderText(JsonReader.parse("{\"a\":10.50,\"b\":1.0,\"c\":1e2,\"d\":1e21}", null)))
                .isEqualTo("10.5 1 100 1e+21");
    }
}

package io.portolan.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{'title':'a'}                       | {'title':'a'}                       | ",
                "{'title':'a'}                       | {'title':'b'}                       | title",
                "{'properties':{'x':1,'y':2}}        | {'properties':{'x':1,'y':3}}        | properties.y",
                "{'properties':{'o':{'p':1,'q':1}}}  | {'properties':{'o':{'p':2,'q':1}}}  | properties.o.p",
                "{'properties':{'x':1}}              | {'properties':{'x':null}}           | properties.x",
                "{'relations':{'r':['a']}}           | {'relations':{'r':['a','b']}}       | relations.r",
                "{'relations':{'r':[]}}              | {'relations':{'r':null}}            | ",
                "{'updatedAt':'1','updatedBy':'x'}   | {'updatedAt':'2','updatedBy':'y'}   | ",
                "{}                                  | {'properties':{'x':1,'y':2}}        | properties.x,properties.y",
                "{'properties':{'x':1}}              | {}                                  | properties.x"
            })
    void listsWhatChanged(String before, String after, String expected) {
        List<String> paths = Difference.between(Json.parseObject(json(before)), Json.parseObject(json(after))).stream()
                .map(difference -> String.join(".", difference.path()))
                .toList();

        assertThat(String.join(",", paths)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aCreatedThingHasNoBefore() {
        List<Difference> differences = Difference.between(null, Json.parseObject("{\"title\":\"x\"}"));

        assertThat(differences).singleElement().satisfies(difference -> {
            assertThat(difference.before()).isNull();
            assertThat(difference.name()).isEqualTo("title");
        });
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}

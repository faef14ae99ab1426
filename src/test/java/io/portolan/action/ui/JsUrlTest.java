package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~(name~'cart~days~5~live~true~none~null)|{\"name\":\"cart\",\"days\":5,\"live\":true,\"none\":null}",
                "~(name~'John*20Doe~children~(~'Mary~'Bill))|{\"name\":\"John Doe\",\"children\":[\"Mary\",\"Bill\"]}",
                "~(a~(b~(c~-1.5))~d~(~))|{\"a\":{\"b\":{\"c\":-1.5}},\"d\":[]}",
                "~(price~'!5~euro~'**20ac~empty~')|{\"price\":\"$5\",\"euro\":\"€\",\"empty\":\"\"}",
                "~(!targetEntity~'cart)|{\"$targetEntity\":\"cart\"}",
                "~()|{}"
            })
    void readsAndWritesTheNotation(String jsUrl, String json) {
        assertThat(JsUrl.read(jsUrl)).isEqualTo(Json.parse(json));
        assertThat(JsUrl.write(Json.parse(json))).isEqualTo(jsUrl);
    }

    @Test
    void readsJsonAsWell() {
        assertThat(JsUrl.read("{\"name\": \"cart\"}")).isEqualTo(Json.parse("{\"name\":\"cart\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "name", "~'text", "~(a~'b", "~(a~'b)c", "~(a~what)", "~(a~'*2)", "~(a~'**20a)", "{\"a\":"})
    void saysWhereItCannotBeRead(String text) {
        assertThatThrownBy(() -> JsUrl.read(text)).isInstanceOf(PortalException.Malformed.class);
    }

    @Test
    void isNotReadToAnyDepth() {
        String deep = "~(a".repeat(5_000);
        assertThatThrownBy(() -> JsUrl.read(deep)).isInstanceOf(PortalException.Malformed.class);
    }
}

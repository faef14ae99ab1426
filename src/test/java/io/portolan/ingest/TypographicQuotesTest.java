package io.portolan.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypographicQuotesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{“a”: “b”} | {\"a\": \"b\"}",
                "{„a“: »b«, ‘c’: 1} | {\"a\": \"b\", \"c\": 1}",
                "{“a”: “it’s”} | {\"a\": \"it’s\"}",
                "{“a”: “say “hi” now”} | {\"a\": \"say “hi” now\"}",
                "{“a”: “5\" disk”} | {\"a\": \"5\\\" disk\"}",
                "{“a”: \"“kept”\"} | {\"a\": \"“kept”\"}",
                "{“a\": “b\"} | {\"a\": \"b\"}",
            })
    void straightQuotesTakeThePlaceOfTypographicOnes(String typographic, String straight) {
        assertThat(Json.parse(TypographicQuotes.straighten(typographic))).isEqualTo(Json.parse(straight));
    }

    @Test
    void aTextThatIsFineStaysAsItIs() {
        String json = "{\"a\": \"“quoted”, he said: \\\"no\\\"\"}";
        assertThat(TypographicQuotes.firstIn(json)).isEmpty();
        assertThat(TypographicQuotes.straighten(json)).isEqualTo(json);
    }

    @Test
    void theErrorNamesFileLineColumnAndCause() {
        assertThatThrownBy(() -> read("resource.txt", " {\n “identifier”: “Resource”\n}"))
                .isInstanceOfSatisfying(PortalException.Malformed.class, error -> {
                    assertThat(error.reason())
                            .startsWith("resource.txt, line 2, column 2: “ is a typographic quote")
                            .contains("straight quote");
                    assertThat(error.details())
                            .containsAllEntriesOf(Map.of(
                                    "file", "resource.txt", "line", 2, "column", 2, "cause", "typographic_quotes"));
                });
    }

    @Test
    void yamlWithQuotedKeysIsRefusedTooAndProseIsNot() {
        assertThatThrownBy(() -> read("a.yaml", "identifier: A\n“title”: x\n"))
                .hasMessageContaining("a.yaml, line 2, column 1: “ is a typographic quote");
        assertThat(read("a.yaml", "identifier: A\ntitle: “Prose” is fine\n")).containsKey("blueprints");
    }

    private static Map<String, ?> read(String name, String content) {
        return new ImportReader(Set.of("blueprints", "entities"))
                .read(java.util.List.of(new ImportFile(name, content)));
    }
}

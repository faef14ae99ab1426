package io.portolan.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.ui.CodeEditor.Mark;
import org.junit.jupiter.api.Test;

class JsonPlacesTest {

    private static final String TEXT = """
            {
              "title": "A \\"b\\"",
              "schema": { "properties": { "a/b": { "type": "strin" } } },
              "list": [1, -2.5, { "x": true }]
            }
            """;

    @Test
    void aValueIsMarkedFromItsFirstToItsLastCharacter() {
        assertThat(JsonPlaces.mark(TEXT, "/title", "!")).isEqualTo(new Mark(2, 12, 9, "!"));
        assertThat(JsonPlaces.mark(TEXT, "/schema/properties/a~1b/type", "!")).isEqualTo(new Mark(3, 48, 7, "!"));
        assertThat(JsonPlaces.mark(TEXT, "/list/1", "!")).isEqualTo(new Mark(4, 15, 4, "!"));
        assertThat(JsonPlaces.mark(TEXT, "/list/2/x", "!")).isEqualTo(new Mark(4, 28, 4, "!"));
    }

    @Test
    void ofAnObjectItsKeyIsMarkedAndOfWhatIsMissingTheNearestAround() {
        assertThat(JsonPlaces.mark(TEXT, "/schema/properties/a~1b", "!")).isEqualTo(new Mark(3, 31, 5, "!"));
        assertThat(JsonPlaces.mark(TEXT, "/schema/required/0", "!")).isEqualTo(new Mark(3, 3, 8, "!"));
        assertThat(JsonPlaces.mark(TEXT, "/list/2", "!")).isEqualTo(new Mark(4, 21, 1, "!"));
        assertThat(JsonPlaces.mark(TEXT, "", "!")).isEqualTo(new Mark(1, 1, 1, "!"));
        assertThat(JsonPlaces.mark("{ broken", "/x", "!")).isEqualTo(new Mark(1, 1, 1, "!"));
    }
}

package io.portolan.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class IconsTest {

    @Test
    void namesOfTheDialectHaveASymbolWhateverTheirSpelling() {
        assertThat(Icons.symbol("Microservice")).isEqualTo("server");
        assertThat(Icons.symbol("microservice")).isEqualTo("server");
        assertThat(Icons.symbol("Github")).isEqualTo(Icons.symbol("GitHub")).isNotEqualTo("box");
        assertThat(Icons.symbol("circle-check")).isEqualTo("circle-check");
    }

    @Test
    void unknownNamesGetTheNeutralSymbol() {
        assertThat(Icons.symbol("NoSuchIcon")).isEqualTo("box");
        assertThat(Icons.symbol(null)).isEqualTo("box");
    }

    @Test
    void everyNameLeadsToADrawing() throws IOException {
        String drawings = Files.readString(Path.of("src/main/frontend/portolan/icons.ts"));
        assertThat(Icons.names())
                .hasSizeGreaterThan(300)
                .allSatisfy(name -> assertThat(drawings).contains("'" + Icons.symbol(name) + "': "));
    }
}

package io.portolan.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.ui.MarkdownPart.Drawing;
import io.portolan.ui.MarkdownPart.Prose;
import org.junit.jupiter.api.Test;

class MarkdownPartTest {

    @Test
    void aFenceMarkedMermaidIsADiagram() {
        assertThat(MarkdownPart.of("# Flow\n\n```mermaid\ngraph LR\n a-->b\n```\n\nAfter"))
                .containsExactly(new Prose("# Flow\n\n"), new Drawing("graph LR\n a-->b"), new Prose("\nAfter\n"));
        assertThat(MarkdownPart.of("~~~~ mermaid\npie\n~~~\n~~~~")).containsExactly(new Drawing("pie\n~~~"));
        assertThat(MarkdownPart.of("```mermaid\nno end")).containsExactly(new Drawing("no end"));
    }

    @Test
    void otherTextStaysAsItIs() {
        String plain = "A text about mermaid\n";
        assertThat(MarkdownPart.of(plain)).containsExactly(new Prose(plain));
        String inner = "````\n```mermaid\npie\n```\n````\n";
        assertThat(MarkdownPart.of(inner)).containsExactly(new Prose(inner));
        String indented = "- one\n\n      ```mermaid\n      pie\n";
        assertThat(MarkdownPart.of(indented)).containsExactly(new Prose(indented));
    }

    @Test
    void manyDiagramsEndInText() {
        assertThat(MarkdownPart.of("```mermaid\npie\n```\n".repeat(30)))
                .filteredOn(Drawing.class::isInstance)
                .hasSize(20);
    }
}

package io.portolan.ui.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// A file fills a field, or it is said why not.
class FileUploadTest {

    private static final ObjectNode SCHEMA = Json.parseObject("""
        {"properties": {
          "name": {"type": "string", "title": "Name"},
          "notes": {"type": "string", "format": "multi-line", "title": "Notes", "maxLength": 12},
          "values": {"type": "string", "format": "yaml", "title": "Values"},
          "spec": {"type": "object", "title": "Spec"},
          "rows": {"type": "array", "title": "Rows", "items": {"type": "object"}}}}\
        """);

    private final JsonForm form = new JsonForm(FieldSpecs.schema(SCHEMA, Pickers.none()), true);

    @Test
    void longerTextsAndJsonCanBeUploadedAndNothingElse() {
        assertThat(upload("name")).isNull();
        assertThat(upload("notes")).isNotNull();
        assertThat(upload("values")).isNotNull();
        assertThat(upload("spec")).isNotNull();
        assertThat(upload("rows")).isNotNull();
    }

    @Test
    void theTextOfAFileBecomesTheValueAndTheFormHearsOfIt() {
        int[] heard = {0};
        form.onChange(() -> heard[0]++);
        take("values", "values.yaml", "\uFEFFgröße: 1\n".getBytes(UTF_8));
        assertThat(form.value().path("values").asString("")).isEqualTo("größe: 1\n");
        assertThat(heard[0]).isEqualTo(1);
    }

    @Test
    void jsonAndYamlBecomeObjectsAndLists() {
        take("spec", "spec.json", "{\"cpu\": 2}".getBytes(UTF_8));
        assertThat(form.value().path("spec").path("cpu").intValue()).isEqualTo(2);
        take("spec", "spec.YML", "cpu: 4\nzones: [a, b]\n".getBytes(UTF_8));
        assertThat(form.value().path("spec").path("cpu").intValue()).isEqualTo(4);
        assertThat(form.value().path("spec").path("zones").size()).isEqualTo(2);
        take("rows", "rows.json", "[{\"a\": 1}]".getBytes(UTF_8));
        assertThat(form.value().path("rows").size()).isEqualTo(1);
    }

    @Test
    void aFileThatDoesNotFitIsNamedWithTheLimitAndTheValueStays() {
        take("notes", "short.txt", "all is well".getBytes(UTF_8));
        take("notes", "long.txt", "thirteen char".getBytes(UTF_8));
        assertThat(error("notes")).contains("long.txt").contains("13").contains("12");
        assertThat(form.value().path("notes").asString("")).isEqualTo("all is well");

        take("values", "big.yaml", "x".repeat(FileUpload.MOST_BYTES + 1).getBytes(UTF_8));
        assertThat(error("values")).contains("big.yaml").contains("256 KiB");
        take("values", "picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
        assertThat(error("values")).contains("picture.png").contains("UTF-8");
        assertThat(form.value().has("values")).isFalse();

        take("spec", "broken.json", "{\"cpu\": ".getBytes(UTF_8));
        assertThat(error("spec")).contains("broken.json");
        take("spec", "list.json", "[1]".getBytes(UTF_8));
        assertThat(error("spec")).contains("no object");
        take("spec", "good.json", "{}".getBytes(UTF_8));
        assertThat(error("spec")).isEmpty();
    }

    @Test
    void aHiddenOrLockedFieldTakesNoFile() {
        form.setFieldVisible("spec", false);
        assertThat(Objects.requireNonNull(upload("spec"))
                        .getParent()
                        .orElseThrow()
                        .isVisible())
                .isFalse();
        form.field("values").orElseThrow().readOnly(true);
        assertThat(Objects.requireNonNull(upload("values")).isVisible()).isFalse();
    }

    @Test
    void aHeadingStandsBeforeAFieldThatTakesFiles() {
        Paragraph heading = new Paragraph("As a file or by hand");
        form.place(heading, "spec");
        List<Component> parts = heading.getParent().orElseThrow().getChildren().toList();
        Component field = Objects.requireNonNull(upload("spec")).getParent().orElseThrow();
        assertThat(parts.indexOf(field)).isEqualTo(parts.indexOf(heading) + 1);
    }

    private @Nullable FileUpload upload(String id) {
        Component parent = form.field(id).orElseThrow().component().getParent().orElseThrow();
        return parent.getChildren()
                .filter(FileUpload.class::isInstance)
                .map(FileUpload.class::cast)
                .findFirst()
                .orElse(null);
    }

    private void take(String id, String name, byte[] bytes) {
        Objects.requireNonNull(upload(id)).take(name, bytes);
    }

    private String error(String id) {
        return String.valueOf(((HasValidation) form.field(id).orElseThrow().component()).getErrorMessage());
    }
}

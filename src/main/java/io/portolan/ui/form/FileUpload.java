package io.portolan.ui.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Fills a field of text or JSON from a file that is chosen or dropped: UTF-8, at most [#MOST_BYTES] and not longer
/// than the field allows. What is wrong with a file is said beside the field, whose value then stays as it is.
class FileUpload extends Upload {

    private static final long serialVersionUID = 1L;

    /// 256 KiB.
    static final int MOST_BYTES = 256 * 1024;

    private static final YAMLMapper YAML = new YAMLMapper();

    private final transient FormField<?> field;

    FileUpload(FormField<?> field) {
        this.field = field;
        addClassName("pt-file");
        Button button = new Button(Texts.get("ui.form.file"));
        button.setAriaLabel(Texts.get("ui.form.file.for", field.spec().title()));
        setUploadButton(button);
        setDropLabel(new Span(Texts.get("ui.form.file.drop")));
        setDropLabelIcon(new Span());
        setMaxFileSize(MOST_BYTES);
        addFileRejectedListener(event -> reject("ui.form.file.size", event.getFileName(), MOST_BYTES / 1024));
        setUploadHandler(UploadHandler.inMemory((file, bytes) -> take(file.fileName(), bytes)));
    }

    /// Whether a file can fill such a field.
    static boolean suits(FieldSpec spec) {
        return spec.options().isEmpty()
                && switch (spec.kind()) {
                    case OBJECT -> true;
                    case TEXT, MARKDOWN, YAML -> !spec.many();
                    default -> false;
                };
    }

    /// A file has come, whole.
    void take(String name, byte[] bytes) {
        clearFileList();
        if (bytes.length > MOST_BYTES) {
            reject("ui.form.file.size", name, MOST_BYTES / 1024);
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            reject("ui.form.file.text", name);
            return;
        }
        if (text.indexOf('\0') >= 0) {
            reject("ui.form.file.text", name);
            return;
        }
        accept(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private void accept(String name, String text) {
        FieldSpec spec = field.spec();
        if (spec.kind() == Kind.OBJECT) {
            structure(name, text);
            return;
        }
        Double most = spec.limits().max();
        if (most != null && text.length() > most) {
            reject("ui.form.file.length", name, text.length(), most.longValue());
            return;
        }
        field.write(StringNode.valueOf(text));
    }

    private void structure(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        JsonNode value;
        try {
            value = lower.endsWith(".yaml") || lower.endsWith(".yml") ? YAML.readTree(text) : Json.parse(text);
        } catch (JacksonException e) {
            reject("ui.form.file.unreadable", name, String.valueOf(e.getOriginalMessage()));
            return;
        } catch (PortalException e) {
            reject("ui.form.file.unreadable", name, e.reason());
            return;
        }
        if (field.spec().many() ? value.isArray() : value.isObject()) {
            field.write(value);
        } else {
            reject(field.spec().many() ? "ui.form.file.list" : "ui.form.file.object", name);
        }
    }

    private void reject(String reason, Object... details) {
        field.error(Texts.get(reason, details));
    }
}

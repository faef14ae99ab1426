package io.portolan.ui;

import com.vaadin.flow.component.AbstractSinglePropertyField;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An editor for code with line numbers, colours, folding and error marks: a field whose value is the text.
///
/// Tab leaves the field (Escape first, then Tab is not needed): indentation is made with Ctrl-] and Ctrl-[. Ctrl-F
/// finds
/// and replaces in the whole text, also where it is not in sight.
@Tag("portolan-code")
@NpmPackage(value = "@codemirror/state", version = "6.7.6")
@NpmPackage(value = "@codemirror/view", version = "6.43.15")
@NpmPackage(value = "@codemirror/commands", version = "6.11.1")
@NpmPackage(value = "@codemirror/autocomplete", version = "6.20.4")
@NpmPackage(value = "@codemirror/language", version = "6.13.1")
@NpmPackage(value = "@codemirror/lint", version = "6.9.8")
@NpmPackage(value = "@codemirror/merge", version = "6.12.3")
@NpmPackage(value = "@codemirror/search", version = "6.7.2")
@NpmPackage(value = "@lezer/highlight", version = "1.2.5")
@NpmPackage(value = "@codemirror/lang-json", version = "6.0.2")
@NpmPackage(value = "@codemirror/lang-yaml", version = "6.1.3")
@NpmPackage(value = "@codemirror/lang-markdown", version = "6.5.2")
@JsModule("./portolan/code-editor.ts")
public class CodeEditor extends AbstractSinglePropertyField<CodeEditor, String>
        implements HasLabel, HasHelper, HasSize, HasStyle, HasValidationProperties, Focusable<CodeEditor> {

    private static final long serialVersionUID = 1L;

    /// What the text is written in.
    public enum Language {
        JSON,
        YAML,
        MARKDOWN,
        JQ,
        PLAIN
    }

    /// A place in the text with something wrong.
    ///
    /// @param line 1-based
    /// @param column 1-based; 0 marks the whole line
    /// @param length characters from there on, all in that line; 0 for one
    public record Mark(int line, int column, int length, String message) {

        public Mark(int line, int column, String message) {
            this(line, column, 0, message);
        }
    }

    /// Words of the editor itself, by the names that its script knows them by.
    private static final Map<String, String> PHRASES = Map.ofEntries(
            Map.entry("restore", "ui.code.restore"),
            Map.entry("required", "ui.code.required"),
            Map.entry("Completions", "ui.code.completions"),
            Map.entry("Diagnostics", "ui.code.problems"),
            Map.entry("No diagnostics", "ui.code.noProblems"),
            Map.entry("close", "ui.close"),
            Map.entry("Find", "ui.code.find"),
            Map.entry("Replace", "ui.code.replaceWith"),
            Map.entry("next", "ui.code.next"),
            Map.entry("previous", "ui.code.previous"),
            Map.entry("all", "ui.code.all"),
            Map.entry("match case", "ui.code.case"),
            Map.entry("regexp", "ui.code.regexp"),
            Map.entry("by word", "ui.code.word"),
            Map.entry("replace", "ui.code.replace"),
            Map.entry("replace all", "ui.code.replaceAll"),
            Map.entry("Go to line", "ui.code.goToLine"),
            Map.entry("go", "ui.code.go"),
            Map.entry("current match", "ui.code.match"),
            Map.entry("on line", "ui.code.onLine"),
            Map.entry("replaced match on line $", "ui.code.replacedOne"),
            Map.entry("replaced $ matches", "ui.code.replacedMany"));

    /// Something that is proposed while people type.
    ///
    /// @param label what is inserted, such as `.inputs.name`
    /// @param detail what it is, in a word or two; may be empty
    public record Completion(String label, String detail) {}

    public CodeEditor(Language language) {
        super("value", "", false);
        ObjectNode phrases = Json.object();
        PHRASES.forEach((phrase, key) -> phrases.put(phrase, Texts.get(key)));
        getElement().setPropertyJson("phrases", phrases);
        getElement().setProperty("language", language.name().toLowerCase(Locale.ROOT));
    }

    public CodeEditor(String label, Language language) {
        this(language);
        setLabel(label);
    }

    /// Marks errors in the text; replaces earlier marks. An empty list removes them.
    public void setMarks(List<Mark> marks) {
        ArrayNode list = Json.array();
        for (Mark mark : marks) {
            list.addObject()
                    .put("line", mark.line())
                    .put("column", mark.column())
                    .put("length", mark.length())
                    .put("message", mark.message());
        }
        getElement().setPropertyJson("marks", list);
    }

    /// Marks the place where the text stops to be JSON.
    public void mark(PortalException.Malformed failure) {
        setMarks(List.of(new Mark(Math.max(1, failure.line()), failure.column(), failure.reason())));
    }

    /// What to propose: inside of `{{ }}`, or anywhere in jq. Replaces earlier proposals.
    public void setCompletions(List<Completion> completions) {
        ArrayNode list = Json.array();
        for (Completion completion : completions) {
            list.addObject().put("label", completion.label()).put("detail", completion.detail());
        }
        getElement().setPropertyJson("completions", list);
    }

    /// Height in lines that is shown at least; the editor grows with its text up to 40 lines unless a height is set.
    public void setMinLines(int lines) {
        getElement().setProperty("minLines", lines);
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.portolan.action.InvocationType;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.CodeEditor.Completion;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.JsonForm;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A call to a backend: fields for what is a word, editors for what is JSON.
class CallEditor extends Div {

    private static final long serialVersionUID = 1L;
    private static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "DELETE", "GET");
    /// Keys whose value is JSON, edited as such.
    private static final Map<InvocationType, List<String>> PARTS = Map.of(
            InvocationType.WEBHOOK, List.of("headers", "body"),
            InvocationType.GITHUB, List.of("workflowInputs"),
            InvocationType.GITLAB, List.of("pipelineVariables"),
            InvocationType.AZURE_DEVOPS, List.of("payload"),
            InvocationType.KAFKA, List.of("payload"),
            InvocationType.UPSERT_ENTITY, List.of("mapping"),
            InvocationType.INTEGRATION_ACTION, List.of("integrationActionExecutionProperties"));

    private static final Map<InvocationType, List<String>> WORDS = Map.of(
            InvocationType.WEBHOOK, List.of("url", "method", "synchronized", "agent"),
            InvocationType.GITHUB, List.of("org", "repo", "workflow", "reportWorkflowStatus"),
            InvocationType.GITLAB, List.of("groupName", "projectName", "defaultRef"),
            InvocationType.AZURE_DEVOPS, List.of("org", "webhook"),
            InvocationType.KAFKA, List.of(),
            InvocationType.UPSERT_ENTITY, List.of("blueprintIdentifier"),
            InvocationType.INTEGRATION_ACTION, List.of("installationId", "integrationActionType"));
    private static final List<String> REQUIRED = List.of(
            "url",
            "org",
            "repo",
            "workflow",
            "groupName",
            "projectName",
            "webhook",
            "blueprintIdentifier",
            "installationId",
            "integrationActionType");

    private static final List<String> FLAGS = List.of("synchronized", "agent", "reportWorkflowStatus");

    /// Key of the call that takes a step back.
    static final String COMPENSATION = "compensation";

    private final transient ActionDraft draft;
    private final transient TemplatePaths paths;
    private final transient ObjectNode holder;
    private final String key;
    private final Select<InvocationType> type = new Select<>();
    private final Div fields = new Div();
    private final transient Map<InvocationType, ObjectNode> others = new EnumMap<>(InvocationType.class);
    private final boolean waits;
    private boolean showing;

    /// @param holder the part of the draft that has the call
    /// @param key where the call stands in it: `invocationMethod`, or `compensation`, which may be missing
    /// @param waits whether a webhook's answer ends the call unless it says otherwise
    CallEditor(ActionDraft draft, TemplatePaths paths, ObjectNode holder, String key, boolean waits) {
        this.draft = draft;
        this.paths = paths;
        this.holder = holder;
        this.key = key;
        this.waits = waits;
        boolean optional = key.equals(COMPENSATION);
        type.setLabel(getTranslation(optional ? "action.step.compensation" : "action.backend.type"));
        type.setItems(InvocationType.values());
        type.setItemLabelGenerator(each ->
                getTranslation(each == null ? "action.step.compensation.none" : "action.backend." + each.name()));
        type.setEmptySelectionAllowed(optional);
        type.setEmptySelectionCaption(getTranslation("action.step.compensation.none"));
        if (optional) {
            type.setHelperText(getTranslation("action.step.compensation.text"));
        }
        fields.addClassName("act-backend");
        Div head = new Div(type);
        head.addClassName("act-filters");
        add(head, fields);
        type.addValueChangeListener(event -> {
            if (!showing && event.getValue() != null) {
                become(event.getValue());
            } else if (!showing) {
                leave();
            }
        });
        show();
    }

    private ObjectNode method() {
        return ActionDraft.object(holder, key);
    }

    private void leave() {
        typeOf(method()).ifPresent(former -> others.put(former, method().deepCopy()));
        holder.remove(key);
        draft.touched();
        show();
    }

    /// Another type; what was said for the former one is kept in case of a return.
    private void become(InvocationType wanted) {
        ObjectNode method = method();
        typeOf(method).ifPresent(former -> others.put(former, method.deepCopy()));
        ObjectNode next = others.getOrDefault(wanted, Json.object().put("type", wanted.name()));
        if (wanted == InvocationType.UPSERT_ENTITY && !next.has("mapping")) {
            next.putObject("mapping").putObject("properties");
        } else if (wanted == InvocationType.INTEGRATION_ACTION && next.size() == 1) {
            next.put("integrationActionType", "dispatch_workflow").putObject("integrationActionExecutionProperties");
        }
        method.removeAll();
        method.setAll(next.deepCopy());
        draft.touched();
        show();
    }

    private static Optional<InvocationType> typeOf(ObjectNode method) {
        return Arrays.stream(InvocationType.values())
                .filter(each -> each.name().equals(Json.text(method, "type")))
                .findFirst();
    }

    private void show() {
        showing = true;
        fields.removeAll();
        // the editors that could not be read are gone
        PARTS.values().forEach(parts -> parts.forEach(part -> draft.read(key + "/" + part, null)));
        ObjectNode method = holder.get(key) instanceof ObjectNode present ? present : Json.object();
        InvocationType chosen = typeOf(method).orElse(null);
        type.setValue(chosen);
        if (chosen != null) {
            List<String> words = WORDS.getOrDefault(chosen, List.of());
            JsonForm form = new JsonForm(
                    words.stream().map(word -> word(word, method.path(word))).toList());
            ObjectNode value = method.deepCopy();
            words.stream()
                    .filter(word -> FLAGS.contains(word) && !method.has(word))
                    .forEach(word -> value.put(word, usual(word)));
            form.setValue(value);
            form.onChange(() -> write(form, words));
            fields.add(form);
            List<Completion> proposals = paths.ofBackend(draft);
            for (String part : PARTS.getOrDefault(chosen, List.of())) {
                fields.add(part(part, method.get(part), proposals));
            }
        }
        showing = false;
    }

    private FieldSpec word(String name, JsonNode present) {
        FieldSpec spec = FieldSpec.of(
                        name,
                        getTranslation("action.backend.key." + name),
                        FLAGS.contains(name) && !present.isString() ? Kind.BOOLEAN : Kind.STRING)
                .asRequired(REQUIRED.contains(name));
        boolean plain = !present.isString() || METHODS.contains(present.stringValue());
        return name.equals("method") && plain
                ? spec.withOptions(METHODS.stream()
                        .map(each -> new Option(StringNode.valueOf(each), each, null))
                        .toList())
                : spec;
    }

    private void write(JsonForm form, List<String> words) {
        if (showing) {
            return;
        }
        ObjectNode method = method();
        ObjectNode value = form.value();
        for (String name : words) {
            JsonNode given = value.get(name);
            if (!FLAGS.contains(name) || given != null && given.isString()) {
                ActionDraft.put(method, name, given);
            } else {
                boolean on = given != null && given.booleanValue(false);
                if (method.has(name) || on != usual(name)) {
                    method.put(name, on);
                }
            }
        }
        draft.touched();
    }

    /// What a flag means where it is left out.
    private boolean usual(String flag) {
        return flag.equals("reportWorkflowStatus") || flag.equals("synchronized") && waits;
    }

    private CodeEditor part(String name, @Nullable JsonNode value, List<Completion> proposals) {
        CodeEditor code = new CodeEditor(getTranslation("action.backend.key." + name), CodeEditor.Language.JSON);
        code.setMinLines(name.equals("headers") ? 3 : 8);
        code.setCompletions(proposals);
        code.setValue(value == null || value.isNull() ? "" : Json.pretty(value));
        String editor = this.key + "/" + name;
        code.addValueChangeListener(event -> {
            try {
                JsonNode given = event.getValue().isBlank() ? null : Json.parse(event.getValue());
                code.setMarks(List.of());
                code.setInvalid(false);
                draft.read(editor, null);
                ActionDraft.put(method(), name, given);
                draft.touched();
            } catch (PortalException.Malformed e) {
                code.mark(e);
                code.setErrorMessage(e.reason());
                code.setInvalid(true);
                draft.read(editor, e.reason());
            }
        });
        return code;
    }
}

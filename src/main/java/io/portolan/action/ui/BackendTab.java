package io.portolan.action.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What stands behind an action: the way a run reaches its backend, with fields for what is a word and editors
/// for what is JSON. Of an action with steps, one step at a time.
class BackendTab extends Div {

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

    private final transient ActionDraft draft;
    private final transient TemplatePaths paths;
    private final Select<Integer> step = new Select<>();
    private final Select<InvocationType> type = new Select<>();
    private final Div fields = new Div();
    private final transient Map<InvocationType, ObjectNode> others = new EnumMap<>(InvocationType.class);
    private boolean showing;

    BackendTab(ActionDraft draft, TemplatePaths paths) {
        this.draft = draft;
        this.paths = paths;
        addClassName("act-tab");
        JsonNode steps = draft.document().path("steps");
        // a step that waits or decides calls nothing
        List<Integer> calls = IntStream.range(0, steps.size())
                .filter(index ->
                        !steps.path(index).has("approval") && !steps.path(index).has("choice"))
                .boxed()
                .toList();
        step.setLabel(getTranslation("action.backend.step"));
        step.setItems(calls);
        step.setItemLabelGenerator(this::stepLabel);
        step.setVisible(!calls.isEmpty());
        type.setLabel(getTranslation("action.backend.type"));
        type.setItems(InvocationType.values());
        type.setItemLabelGenerator(each -> getTranslation("action.backend." + each.name()));
        Div head = new Div(step, type);
        head.addClassName("act-filters");
        Paragraph hint = new Paragraph(getTranslation("action.backend.hint"));
        hint.addClassName("pt-muted");
        fields.addClassName("act-backend");
        add(head, hint, fields);
        if (!calls.isEmpty()) {
            step.setValue(calls.getFirst());
        }
        step.addValueChangeListener(event -> {
            others.clear();
            show();
        });
        type.addValueChangeListener(event -> {
            if (!showing && event.getValue() != null) {
                become(event.getValue());
            }
        });
        type.setVisible(steps.isEmpty() || !calls.isEmpty());
        if (type.isVisible()) {
            show();
        }
    }

    private String stepLabel(int index) {
        JsonNode definition = draft.document().path("steps").path(index);
        String title = Json.text(definition, "title");
        return (index + 1) + ". "
                + (title == null ? definition.path("identifier").stringValue("") : title);
    }

    private ObjectNode method() {
        Integer index = step.getValue();
        ObjectNode holder = index != null && draft.document().path("steps").get(index) instanceof ObjectNode chosen
                ? chosen
                : draft.document();
        return ActionDraft.object(holder, "invocationMethod");
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
        draft.closed();
        ObjectNode method = method();
        InvocationType chosen = typeOf(method).orElse(null);
        type.setValue(chosen);
        if (chosen != null) {
            List<String> words = WORDS.getOrDefault(chosen, List.of());
            JsonForm form = new JsonForm(
                    words.stream().map(key -> word(key, method.path(key))).toList());
            ObjectNode value = method.deepCopy();
            words.stream()
                    .filter(key -> FLAGS.contains(key) && !method.has(key))
                    .forEach(key -> value.put(key, usual(key)));
            form.setValue(value);
            form.onChange(() -> write(form, words));
            fields.add(form);
            List<Completion> proposals = paths.ofBackend(draft);
            for (String key : PARTS.getOrDefault(chosen, List.of())) {
                fields.add(part(key, method.get(key), proposals));
            }
        }
        showing = false;
    }

    private FieldSpec word(String key, JsonNode present) {
        FieldSpec spec = FieldSpec.of(
                        key,
                        getTranslation("action.backend.key." + key),
                        FLAGS.contains(key) && !present.isString() ? Kind.BOOLEAN : Kind.STRING)
                .asRequired(REQUIRED.contains(key));
        boolean plain = !present.isString() || METHODS.contains(present.stringValue());
        return key.equals("method") && plain
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
        for (String key : words) {
            JsonNode given = value.get(key);
            if (!FLAGS.contains(key) || given != null && given.isString()) {
                ActionDraft.put(method, key, given);
            } else {
                boolean on = given != null && given.booleanValue(false);
                if (method.has(key) || on != usual(key)) {
                    method.put(key, on);
                }
            }
        }
        draft.touched();
    }

    /// What a flag means where it is left out.
    private boolean usual(String flag) {
        return flag.equals("reportWorkflowStatus") || flag.equals("synchronized") && step.getValue() != null;
    }

    private CodeEditor part(String key, @Nullable JsonNode value, List<Completion> proposals) {
        CodeEditor code = new CodeEditor(getTranslation("action.backend.key." + key), CodeEditor.Language.JSON);
        code.setMinLines(key.equals("headers") ? 3 : 8);
        code.setCompletions(proposals);
        code.setValue(value == null || value.isNull() ? "" : Json.pretty(value));
        code.addValueChangeListener(event -> {
            try {
                JsonNode given = event.getValue().isBlank() ? null : Json.parse(event.getValue());
                code.setMarks(List.of());
                code.setInvalid(false);
                draft.read(key, null);
                ActionDraft.put(method(), key, given);
                draft.touched();
            } catch (PortalException.Malformed e) {
                code.mark(e);
                code.setErrorMessage(e.reason());
                code.setInvalid(true);
                draft.read(key, e.reason());
            }
        });
        return code;
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.action.Action;
import io.portolan.action.UserInput;
import io.portolan.action.UserInputs;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.JsonEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The inputs of a form as JSON, in place of its fields: what is typed is filled in as soon as it can be read. Inputs
/// that are encrypted are no part of it; they stay in the form.
class FormJson extends Div {

    private static final long serialVersionUID = 1L;

    /// Keywords of inputs that are JSON Schema, too.
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "title",
            "description",
            "items",
            "properties",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "enum",
            "default");

    private final JsonEditor code;
    private final Anchor link = new Anchor("", "");
    private final transient Action action;
    private final transient ActionForm form;
    private final transient Supplier<@Nullable String> entity;
    private boolean wrong;
    private boolean showing;

    /// @param entity identifier of what the form is for now
    FormJson(Action action, ActionForm form, Supplier<@Nullable String> entity) {
        this.action = action;
        this.form = form;
        this.entity = entity;
        addClassName("act-form-json");
        code = new JsonEditor(getTranslation("action.form.json.inputs"));
        code.setMinLines(12);
        code.addValueChangeListener(event -> {
            if (!showing) {
                read(event.getValue());
            }
        });
        link.setText(getTranslation("action.form.json.link"));
        add(code);
        if (inputs().all().stream().anyMatch(UserInput::isSecret)) {
            Paragraph secrets = new Paragraph(getTranslation("action.form.json.secrets"));
            secrets.addClassName("pt-muted");
            add(secrets);
        }
        add(link);
        setVisible(false);
    }

    /// Shows the text in place of the form, or the form again. What cannot be read stays.
    void toggle() {
        if (isVisible() && wrong) {
            return;
        }
        setVisible(!isVisible());
        form.setVisible(!isVisible());
        if (isVisible()) {
            code.setSchema(schema());
            write();
        }
    }

    /// Shows the form again, where what is wrong is said beside the fields.
    void close() {
        if (isVisible()) {
            toggle();
        }
    }

    /// The form has been changed: by somebody else, unless it was by what is typed here.
    void refresh() {
        if (isVisible() && !showing) {
            write();
        }
    }

    /// Whether what was typed has gone into the form.
    boolean isTaken() {
        return !isVisible() || !wrong;
    }

    private UserInputs inputs() {
        return action.userInputs();
    }

    private void write() {
        showing = true;
        code.setValue(Json.pretty(inputs().open(form.value())));
        showing = false;
        tell(List.of());
    }

    private void read(String text) {
        try {
            ObjectNode typed = Json.parseObject(text);
            ObjectNode values = typed.deepCopy();
            ObjectNode before = form.value();
            inputs().all().stream()
                    .filter(UserInput::isSecret)
                    .map(UserInput::identifier)
                    .forEach(secret -> values.set(secret, before.get(secret)));
            form.setValue(values);
            tell(notTaken(typed));
            showing = true;
            form.changed();
            showing = false;
        } catch (PortalException.Malformed e) {
            wrong = true;
            code.mark(e);
            code.setErrorMessage(e.reason());
            code.setInvalid(true);
        }
    }

    private List<Violation> notTaken(ObjectNode typed) {
        List<Violation> violations = new ArrayList<>();
        ObjectNode taken = form.value();
        typed.properties().forEach(part -> {
            UserInput input = inputs().find(part.getKey());
            String reason = input == null
                    ? "action.form.json.unknown"
                    : input.isSecret()
                            ? "action.form.json.secret"
                            : form.shows(part.getKey()) && !same(part.getValue(), taken.get(part.getKey()))
                                    ? "action.form.json.unfit"
                                    : null;
            if (reason != null) {
                violations.add(Violation.at("/" + Violation.escape(part.getKey()), getTranslation(reason)));
            }
        });
        return violations;
    }

    /// Forms may write a number or a moment in another way.
    private static boolean same(JsonNode typed, @Nullable JsonNode taken) {
        if (typed.isNull() || typed.isContainer() || taken == null) {
            return taken != null || typed.isNull() || typed.isEmpty() && !typed.isValueNode();
        }
        return typed.isString() == taken.isString() && typed.isNumber() == taken.isNumber();
    }

    private void tell(List<Violation> violations) {
        wrong = !violations.isEmpty();
        code.mark(violations);
        code.setErrorMessage(violations.stream().map(Violation::sentence).collect(Collectors.joining("; ")));
        code.setInvalid(wrong);
        link.setHref(ActionPages.form(action.identifier(), entity.get(), inputs().open(form.value())));
    }

    private ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        inputs().all().stream().filter(input -> !input.isSecret()).forEach(input -> {
            ObjectNode property = Json.object();
            input.schema().properties().stream()
                    .filter(part ->
                            KEYWORDS.contains(part.getKey()) && !part.getValue().has("jqQuery"))
                    .forEach(part -> property.set(part.getKey(), part.getValue()));
            properties.set(input.identifier(), property);
        });
        JsonNode required = inputs().required();
        if (required.isArray()) {
            schema.set("required", required);
        }
        return schema;
    }
}

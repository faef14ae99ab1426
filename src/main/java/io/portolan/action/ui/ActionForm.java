package io.portolan.action.ui;

import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import io.portolan.action.Action;
import io.portolan.action.FormState;
import io.portolan.action.UserInput;
import io.portolan.action.UserInputs;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of an action, in one page or in the steps that it defines. What depends on other values (visible,
/// disabled, choices, defaults) follows while people type.
class ActionForm extends Div {

    private static final long serialVersionUID = 1L;

    private final transient List<JsonForm> pages = new ArrayList<>();
    private final transient List<String> titles = new ArrayList<>();
    private final transient Function<ObjectNode, FormState> states;
    private final transient UserInputs inputs;
    private final transient FieldWhy why;
    private transient Runnable onChange = () -> {};
    private int shown;
    /// While many values come at once.
    private boolean filling;

    /// @param states how the form stands for given values
    ActionForm(Action action, Pickers pickers, Function<ObjectNode, FormState> states) {
        this.inputs = action.userInputs();
        this.why = new FieldWhy(inputs);
        this.states = states;
        addClassName("act-form");
        FormState state = states.apply(Json.object());
        if (inputs.steps().isEmpty()) {
            page("", inputs.all(), state, pickers);
        } else {
            for (UserInputs.Step step : inputs.steps()) {
                List<UserInput> fields = new ArrayList<>();
                for (String identifier : step.order()) {
                    UserInput input = inputs.find(identifier);
                    if (input != null) {
                        fields.add(input);
                    }
                }
                page(step.title(), fields, state, pickers);
            }
        }
        show(0);
        follow();
    }

    ObjectNode value() {
        ObjectNode value = Json.object();
        pages.forEach(page -> value.setAll(page.value()));
        return value;
    }

    /// Fills in what is given and empties the rest; no listener hears of it.
    void setValue(ObjectNode value) {
        filling = true;
        try {
            pages.forEach(page -> page.setValue(value));
        } finally {
            filling = false;
        }
        follow();
    }

    /// Called after each change that the reader makes.
    void onChange(Runnable listener) {
        onChange = listener;
    }

    boolean isEmpty() {
        return inputs.all().isEmpty();
    }

    boolean hasNext() {
        return shown < pages.size() - 1;
    }

    boolean hasPrevious() {
        return shown > 0;
    }

    /// Goes to the following step when this one is filled in correctly.
    void next() {
        if (pages.get(shown).validate()) {
            show(shown + 1);
        }
    }

    void previous() {
        show(shown - 1);
    }

    boolean validate() {
        for (int i = 0; i < pages.size(); i++) {
            if (!pages.get(i).validate()) {
                show(i);
                return false;
            }
        }
        return true;
    }

    /// Shows what the portal found wrong, beside the fields, on the first page concerned.
    void violations(List<Violation> violations) {
        int page = IntStream.range(0, pages.size())
                .filter(i -> violations.stream().anyMatch(violation -> isOn(pages.get(i), violation)))
                .findFirst()
                .orElse(shown);
        show(page);
        pages.get(page).violations(violations);
    }

    private static boolean isOn(JsonForm page, Violation violation) {
        String[] steps = violation.pointer().split("/", -1);
        return steps.length > 2 && page.field(steps[2]).isPresent();
    }

    private void page(String title, List<UserInput> fields, FormState state, Pickers pickers) {
        List<FieldSpec> specs = new ArrayList<>();
        for (UserInput input : fields) {
            FormState.Field field = state.fields().get(input.identifier());
            ObjectNode schema = input.schema().deepCopy();
            boolean required = field != null && field.required();
            if (field != null) {
                set(schema, "default", field.defaultValue());
                set(schema, "enum", field.choices() == null ? null : array(field.choices()));
            }
            specs.add(FieldSpecs.property(input.identifier(), schema, required, pickers));
        }
        JsonForm form = new JsonForm(specs, true);
        form.onChange(() -> {
            if (!filling) {
                follow();
                onChange.run();
            }
        });
        pages.add(form);
        titles.add(title);
    }

    private void show(int page) {
        shown = page;
        removeAll();
        if (pages.size() > 1) {
            add(new H3(getTranslation("action.form.step", page + 1, pages.size(), titles.get(page))));
        }
        add(pages.get(page));
    }

    private void follow() {
        FormState state = states.apply(value());
        state.fields()
                .forEach((identifier, field) ->
                        pages.forEach(page -> page.field(identifier).ifPresent(control -> {
                            page.setFieldVisible(identifier, field.visible());
                            control.readOnly(field.disabled());
                            UserInput input = inputs.find(identifier);
                            if (input != null
                                    && !field.because().isEmpty()
                                    && control.component() instanceof HasHelper helped) {
                                helped.setHelperText(why.helper(input, field));
                            }
                        })));
    }

    private static void set(ObjectNode schema, String key, @Nullable JsonNode value) {
        if (value == null) {
            schema.remove(key);
        } else {
            schema.set(key, value);
        }
    }

    private static JsonNode array(List<JsonNode> values) {
        return Json.array().addAll(values);
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of an action, in one page or in the steps that it defines, with its headings between them. What depends
/// on other values (visible, disabled, required, whole steps) follows while people type; a step is left forwards only
/// when its own fields and validations agree.
class ActionForm extends Div {

    private static final long serialVersionUID = 1L;

    private final transient List<JsonForm> pages = new ArrayList<>();
    private final transient List<String> titles = new ArrayList<>();
    private final transient Map<String, Component> headings = new HashMap<>();
    private final transient FormRules rules;
    private final transient UserInputs inputs;
    private final transient FieldWhy why;
    private final boolean stepwise;
    private final boolean tellsProblems;
    private final H3 heading = new H3();
    private final Div content = new Div();
    private final FormProblems problems = new FormProblems();
    private transient List<Boolean> open = List.of();
    private transient Runnable onChange = () -> {};
    private int shown;
    /// While many values come at once.
    private boolean filling;

    /// @param tellsProblems whether the reader may know which queries of the form fail
    ActionForm(Action action, Pickers pickers, FormRules rules, boolean tellsProblems) {
        this.inputs = action.userInputs();
        this.why = new FieldWhy(inputs);
        this.rules = rules;
        this.stepwise = !inputs.steps().isEmpty();
        this.tellsProblems = tellsProblems;
        addClassName("act-form");
        heading.getElement().setAttribute("tabindex", "-1");
        add(problems, heading, content);
        FormState state = rules.state(Json.object());
        if (stepwise) {
            inputs.steps().forEach(step -> page(step.title(), step.order(), state, pickers));
        } else {
            List<String> given = inputs.order();
            List<String> rest = Stream.concat(
                            inputs.titles().stream().map(UserInputs.Title::identifier),
                            inputs.all().stream().map(UserInput::identifier))
                    .filter(identifier -> !given.contains(identifier))
                    .toList();
            page("", Stream.concat(given.stream(), rest.stream()).toList(), state, pickers);
        }
        follow();
        show(IntStream.range(0, pages.size()).filter(this::isOpen).findFirst().orElse(0));
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
        title();
    }

    /// Called after each change that the reader makes.
    void onChange(Runnable listener) {
        onChange = listener;
    }

    boolean isEmpty() {
        return inputs.all().isEmpty();
    }

    boolean hasNext() {
        return following() >= 0;
    }

    boolean hasPrevious() {
        return preceding() >= 0;
    }

    /// Goes to the following step when this one is filled in correctly.
    void next() {
        int next = following();
        if (next >= 0 && passes(shown)) {
            go(next);
        }
    }

    void previous() {
        int previous = preceding();
        if (previous >= 0) {
            go(previous);
        }
    }

    /// Shows the first step that is not filled in correctly. True when all are.
    boolean validate() {
        for (int i = 0; i < pages.size(); i++) {
            if (isOpen(i) && !pages.get(i).validate()) {
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
        tell(page, violations);
    }

    private boolean passes(int page) {
        if (!pages.get(page).validate()) {
            return false;
        }
        List<Violation> refusals = stepwise ? rules.refusals(page, value()) : List.of();
        tell(page, refusals);
        return refusals.isEmpty();
    }

    /// What concerns the form as a whole stands there without a place.
    private void tell(int page, List<Violation> violations) {
        pages.get(page)
                .violations(violations.stream()
                        .map(each -> each.pointer().equals("/properties") ? Violation.at("", each.reason()) : each)
                        .toList());
    }

    private static boolean isOn(JsonForm page, Violation violation) {
        String[] steps = violation.pointer().split("/", -1);
        return steps.length > 2
                && page.field(steps[2].replace("~1", "/").replace("~0", "~")).isPresent();
    }

    private boolean isOpen(int page) {
        return !stepwise || open.get(page);
    }

    /// The next step that is shown; -1 for none.
    private int following() {
        return IntStream.range(shown + 1, pages.size())
                .filter(this::isOpen)
                .findFirst()
                .orElse(-1);
    }

    private int preceding() {
        return IntStream.range(0, shown).filter(this::isOpen).max().orElse(-1);
    }

    /// @param order identifiers of inputs and headings
    private void page(String title, List<String> order, FormState state, Pickers pickers) {
        JsonForm form = new JsonForm(
                order.stream()
                        .map(inputs::find)
                        .filter(Objects::nonNull)
                        .map(input -> spec(input, state.fields().get(input.identifier()), pickers))
                        .toList(),
                true);
        Map<String, UserInputs.Title> known = new HashMap<>();
        inputs.titles().forEach(each -> known.put(each.identifier(), each));
        for (int i = 0; i < order.size(); i++) {
            UserInputs.Title each = known.get(order.get(i));
            if (each != null && inputs.find(order.get(i)) == null) {
                Component part = heading(each);
                headings.put(each.identifier(), part);
                form.place(
                        part,
                        order.subList(i + 1, order.size()).stream()
                                .filter(id -> inputs.find(id) != null)
                                .findFirst()
                                .orElse(null));
            }
        }
        form.onChange(() -> {
            if (!filling) {
                follow();
                title();
                onChange.run();
            }
        });
        pages.add(form);
        titles.add(title);
    }

    private FieldSpec spec(UserInput input, FormState.@Nullable Field field, Pickers pickers) {
        ObjectNode schema = input.schema().deepCopy();
        if (field != null) {
            set(schema, "default", field.defaultValue());
            set(schema, "enum", field.choices() == null ? null : Json.array().addAll(field.choices()));
        }
        return FieldSpecs.property(input.identifier(), schema, field != null && field.required(), pickers);
    }

    private Component heading(UserInputs.Title title) {
        Div part = new Div();
        part.addClassName("act-heading");
        if (title.title() != null && !title.title().isBlank()) {
            part.add(stepwise ? new H4(title.title()) : new H3(title.title()));
        }
        if (title.description() != null && !title.description().isBlank()) {
            Paragraph text = new Paragraph(title.description());
            text.addClassName("pt-muted");
            part.add(text);
        }
        return part;
    }

    private void go(int page) {
        show(page);
        heading.getElement().callJsFunction("focus");
    }

    private void show(int page) {
        shown = page;
        content.removeAll();
        content.add(pages.get(page));
        title();
    }

    /// Where the reader is, of the steps that are shown.
    private void title() {
        int count = (int) IntStream.range(0, pages.size()).filter(this::isOpen).count();
        int number = 1 + (int) IntStream.range(0, shown).filter(this::isOpen).count();
        heading.setVisible(stepwise);
        heading.setText(getTranslation("action.form.step", number, Math.max(count, number), titles.get(shown)));
    }

    private void follow() {
        FormState state = rules.state(value());
        open = state.steps();
        if (tellsProblems) {
            problems.show(state.problems());
        }
        headings.forEach(
                (identifier, part) -> part.setVisible(!state.hiddenTitles().contains(identifier)));
        state.fields()
                .forEach((identifier, field) ->
                        pages.forEach(page -> page.field(identifier).ifPresent(control -> {
                            page.setFieldVisible(identifier, field.visible());
                            control.readOnly(field.disabled());
                            control.required(field.required());
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
}

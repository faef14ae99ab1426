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
import io.portolan.ui.form.FormField;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of an action, in one page or in the steps that it defines, with its headings between them. What depends
/// on other values (visible, disabled, required, choices, defaults, limits, whole steps) follows while people type; a
/// default follows for as long as nobody has changed it. A step is left forwards only when its own fields and
/// validations agree.
class ActionForm extends Div {

    private static final long serialVersionUID = 1L;

    /// Rules that look at what rules have filled in are followed so far.
    private static final int MOST_ROUNDS = 5;

    private final transient Pickers pickers;
    private final transient Map<String, Proposal> proposals = new HashMap<>();
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
    private transient Set<String> disabled = Set.of();
    private int shown;
    /// While many values come at once.
    private boolean filling;

    /// @param tellsProblems whether the reader may know which queries of the form fail
    ActionForm(Action action, Pickers pickers, FormRules rules, boolean tellsProblems) {
        this.inputs = action.userInputs();
        this.pickers = pickers;
        this.why = new FieldWhy(inputs);
        this.rules = rules;
        this.stepwise = !inputs.steps().isEmpty();
        this.tellsProblems = tellsProblems;
        addClassName("act-form");
        heading.getElement().setAttribute("tabindex", "-1");
        add(problems, heading, content);
        FormState state = rules.state(Json.object());
        if (stepwise) {
            inputs.steps().forEach(step -> page(step.title(), step.order(), state));
        } else {
            List<String> given = inputs.order();
            List<String> rest = Stream.concat(
                            inputs.titles().stream().map(UserInputs.Title::identifier),
                            inputs.all().stream().map(UserInput::identifier))
                    .filter(identifier -> !given.contains(identifier))
                    .toList();
            page("", Stream.concat(given.stream(), rest.stream()).toList(), state);
        }
        state.fields()
                .forEach((identifier, field) -> control(identifier)
                        .ifPresent(control ->
                                proposals.put(identifier, new Proposal(field.defaultValue(), control.read()))));
        follow();
        show(IntStream.range(0, pages.size()).filter(this::isOpen).findFirst().orElse(0));
    }

    /// What is sent: without the values of inputs that are disabled (dialect section 5.2).
    ObjectNode value() {
        ObjectNode value = given();
        value.remove(disabled);
        return value;
    }

    private ObjectNode given() {
        ObjectNode value = Json.object();
        pages.forEach(page -> value.setAll(page.value()));
        return value;
    }

    private Optional<FormField<?>> control(String identifier) {
        return pages.stream().flatMap(page -> page.field(identifier).stream()).findFirst();
    }

    /// Fills in what is given and empties the rest; no listener hears of it.
    void setValue(ObjectNode value) {
        // a value may be among the choices only once another has been filled in
        for (int i = 0; i < MOST_ROUNDS && (i == 0 || lacks(value)); i++) {
            filling = true;
            try {
                pages.forEach(page -> page.setValue(value));
            } finally {
                filling = false;
            }
            follow();
        }
        title();
    }

    private boolean lacks(ObjectNode value) {
        ObjectNode now = given();
        return value.propertyStream()
                .anyMatch(part -> shows(part.getKey()) && !part.getValue().isNull() && !now.has(part.getKey()));
    }

    /// Whether there is such an input and it is shown.
    boolean shows(String identifier) {
        return pages.stream().anyMatch(page -> page.shows(identifier));
    }

    /// Tells that the values were changed from outside of the form.
    void changed() {
        onChange.run();
    }

    /// Looks again at what depends on the entity to work on.
    void refresh() {
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
        return steps.length > 2 && page.field(Violation.unescape(steps[2])).isPresent();
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
    private void page(String title, List<String> order, FormState state) {
        JsonForm form = new JsonForm(
                order.stream()
                        .map(inputs::find)
                        .filter(Objects::nonNull)
                        .map(input -> InputSpec.of(input, state.fields().get(input.identifier()), pickers))
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
        form.eagerly();
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
        FormState state = rules.state(given());
        for (int i = 0; i < MOST_ROUNDS && adapt(state); i++) {
            state = rules.state(given());
        }
        show(state);
    }

    /// Takes over choices, limits and defaults. True when that has changed a value.
    private boolean adapt(FormState state) {
        ObjectNode before = given();
        boolean outer = filling;
        filling = true;
        try {
            state.fields().forEach((identifier, field) -> {
                UserInput input = inputs.find(identifier);
                FormField<?> control = control(identifier).orElse(null);
                if (input == null || control == null) {
                    return;
                }
                if (input.hasQueriedChoices() || input.hasQueriedLimits() || input.hasQueriedDataset()) {
                    control.follow(InputSpec.of(input, field, pickers));
                }
                Proposal last = proposals.get(identifier);
                JsonNode wanted = field.defaultValue();
                if (last != null && !Objects.equals(wanted, last.wanted())) {
                    if (Objects.equals(control.read(), last.shown())) {
                        control.write(wanted);
                    }
                    proposals.put(identifier, new Proposal(wanted, control.read()));
                }
            });
        } finally {
            filling = outer;
        }
        return !before.equals(given());
    }

    private void show(FormState state) {
        open = state.steps();
        disabled = state.fields().entrySet().stream()
                .filter(field -> field.getValue().disabled())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (tellsProblems) {
            problems.show(state.problems());
        }
        headings.forEach(
                (identifier, part) -> part.setVisible(!state.hiddenTitles().contains(identifier)));
        state.fields()
                .forEach((identifier, field) ->
                        pages.forEach(page -> page.field(identifier).ifPresent(control -> {
                            page.setFieldVisible(identifier, field.visible());
                            control.readOnly(field.disabled() || field.readOnly());
                            control.required(field.required());
                            UserInput input = inputs.find(identifier);
                            if (input != null
                                    && !field.because().isEmpty()
                                    && control.component() instanceof HasHelper helped) {
                                helped.setHelperText(why.helper(input, field));
                            }
                        })));
    }

    /// A default as the form has filled it in.
    ///
    /// @param shown what the field made of it
    private record Proposal(
            @Nullable JsonNode wanted, @Nullable JsonNode shown) {}
}

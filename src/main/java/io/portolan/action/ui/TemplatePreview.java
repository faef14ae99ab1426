package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.action.ActionTemplates;
import io.portolan.action.ActionTemplates.Template;
import io.portolan.action.Operation;
import io.portolan.action.UserInput;
import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a template says: its form, what stands behind it, its documentation; and the kind that it is to work on.
class TemplatePreview extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ActionService actions;
    private final transient List<Blueprint> present;
    private final ComboBox<Blueprint> kind = new ComboBox<>();
    private final Div about = new Div();
    private transient ObjectNode chosen;

    /// @param present the kinds that exist
    TemplatePreview(Template template, ActionService actions, List<Blueprint> present) {
        this.actions = actions;
        this.present = present;
        this.chosen = template.definitions().getFirst();
        addClassName("act-template");
        about.addClassName("act-template-about");
        kind.setLabel(getTranslation("action.templates.kind"));
        kind.setItemLabelGenerator(Blueprint::title);
        kind.setItems(present);
        kind.setRequiredIndicatorVisible(true);
        kind.addValueChangeListener(event -> kind.setInvalid(false));
        if (template.definitions().size() > 1) {
            RadioButtonGroup<ObjectNode> which = new RadioButtonGroup<>(getTranslation("action.templates.which"));
            which.setItems(template.definitions());
            which.setItemLabelGenerator(definition -> String.valueOf(Json.text(definition, "title")));
            which.setValue(chosen);
            which.addValueChangeListener(event -> show(event.getValue()));
            add(which);
        }
        Section documentation = new Section(new MarkdownView(template.documentation()));
        documentation.setAriaLabel(getTranslation("action.templates.about"));
        Div columns = new Div(about, documentation);
        columns.addClassName("act-columns");
        add(columns);
        show(chosen);
    }

    static EnumBadge operationBadge(Operation operation) {
        BadgeColor color = switch (operation) {
            case CREATE -> BadgeColor.GREEN;
            case DAY_2 -> BadgeColor.BLUE;
            case DELETE -> BadgeColor.RED;
        };
        return new EnumBadge(Texts.get("action.operation." + operation.name()), color);
    }

    String identifier() {
        return String.valueOf(Json.text(chosen, "identifier"));
    }

    /// The kind that was picked; null when the action belongs to none.
    @Nullable
    String blueprint() {
        Blueprint picked = kind.getValue();
        return ActionTemplates.kind(chosen) == null || picked == null ? null : picked.identifier();
    }

    /// Whether everything is chosen; says what is missing otherwise.
    boolean isComplete() {
        boolean complete = ActionTemplates.kind(chosen) == null || kind.getValue() != null;
        if (!complete) {
            kind.setErrorMessage(getTranslation("action.templates.kind.missing"));
            kind.setInvalid(true);
            kind.focus();
        }
        return complete;
    }

    private void show(ObjectNode definition) {
        chosen = definition;
        Action draft = actions.draft(definition);
        about.removeAll();
        Div badges = new Div();
        badges.addClassName("pt-row");
        draft.operation().ifPresent(operation -> badges.add(operationBadge(operation)));
        if (draft.requiresApproval()) {
            badges.add(new EnumBadge(getTranslation("action.templates.approval"), BadgeColor.ORANGE));
        }
        String description = draft.description();
        about.add(badges, new Paragraph(description == null ? "" : description));
        String own = draft.blueprint();
        if (own != null) {
            about.add(kindChoice(own));
        }
        about.add(
                new H3(getTranslation("action.templates.inputs")),
                inputs(draft),
                new H3(getTranslation("action.templates.backend")),
                new BackendSummary(draft));
    }

    private Component kindChoice(String own) {
        Set<String> known = present.stream().map(Blueprint::identifier).collect(Collectors.toSet());
        kind.setValue(present.stream()
                .filter(blueprint -> blueprint.identifier().equals(own))
                .findFirst()
                .orElse(null));
        Div choice = new Div(kind);
        choice.addClassName("act-template-kind");
        String missing = ActionTemplates.kinds(chosen).stream()
                .filter(name -> !known.contains(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            Paragraph note = new Paragraph(getTranslation("action.templates.kind.none", missing) + " ");
            note.add(new Anchor("builder", getTranslation("action.templates.builder")));
            choice.add(note);
        }
        return choice;
    }

    private Component inputs(Action draft) {
        List<UserInput> inputs = draft.userInputs().all();
        if (inputs.isEmpty()) {
            return new Paragraph(getTranslation("action.form.noInputs"));
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("act-template-inputs");
        for (UserInput input : inputs) {
            Span what = new Span(what(input));
            what.addClassName("pt-muted");
            list.add(new ListItem(new Span(input.title()), what));
        }
        return list;
    }

    private String what(UserInput input) {
        ObjectNode value = input.isArray() ? input.items() : input.schema();
        JsonNode choices = value.path("enum");
        if (choices.isArray()) {
            return choices.valueStream().map(choice -> choice.asString("")).collect(Collectors.joining(", "));
        }
        String blueprint = input.entityBlueprint();
        if (blueprint != null) {
            return present.stream()
                    .filter(one -> one.identifier().equals(blueprint))
                    .map(Blueprint::title)
                    .findFirst()
                    .orElse(blueprint);
        }
        if (input.isSecret()) {
            return getTranslation("action.templates.secret");
        }
        String format = input.format();
        return Texts.get("blueprint.kind."
                + switch (format == null ? input.type() : format) {
                    case "number" -> "NUMBER";
                    case "boolean" -> "BOOLEAN";
                    case "object" -> "OBJECT";
                    case "array" -> "LIST";
                    case "date-time" -> "DATE_TIME";
                    case "timer" -> "TIMER";
                    case "url" -> "URL";
                    case "email" -> "EMAIL";
                    case "user" -> "USER";
                    case "team" -> "TEAM";
                    case "markdown" -> "MARKDOWN";
                    default -> "TEXT";
                });
    }
}

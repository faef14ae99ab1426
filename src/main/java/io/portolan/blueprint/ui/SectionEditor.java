package io.portolan.blueprint.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.form.JsonForm;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One section of a blueprint as a list that can be added to, edited, ordered and shortened.
class SectionEditor extends Div {

    private static final long serialVersionUID = 1L;

    private final transient BlueprintDraft draft;
    private final Section section;
    private final transient Supplier<ModelChoices> choices;
    private final transient Runnable changed;
    private final OrderedList list = new OrderedList();
    private final Paragraph empty;
    private transient @Nullable Function<JsonForm, Component> companion;

    /// @param choices what the definitions can refer to
    /// @param changed called after each change of the draft
    SectionEditor(BlueprintDraft draft, Section section, Supplier<ModelChoices> choices, Runnable changed) {
        this.draft = draft;
        this.section = section;
        this.choices = choices;
        this.changed = changed;
        addClassName("bp-section");
        list.addClassName("bp-list");
        empty = new Paragraph(getTranslation("blueprint.empty." + section.name()));
        empty.addClassName("pt-muted");
        Button add =
                new Button(getTranslation("blueprint.add." + section.name()), Icons.of("plus"), event -> edit(null));
        add.addClassName("bp-add");
        add(empty, list, add);
        show();
    }

    /// What stands below the form of each definition and goes along with it.
    SectionEditor with(Function<JsonForm, Component> beside) {
        companion = beside;
        return this;
    }

    /// Reads the draft afresh.
    final void show() {
        list.removeAll();
        List<String> keys = draft.keys(section);
        empty.setVisible(keys.isEmpty());
        for (int i = 0; i < keys.size(); i++) {
            list.add(row(keys.get(i), i, keys.size()));
        }
    }

    private ListItem row(String key, int place, int size) {
        ObjectNode definition = draft.definition(section, key);
        String title = Json.text(definition, "title");
        Button name = new Button(title == null || title.isBlank() ? key : title, event -> edit(key));
        name.addThemeVariants(ButtonVariant.TERTIARY);
        name.addClassName("bp-name");
        Span identifier = new Span(key);
        identifier.addClassNames("pt-mono", "pt-muted");
        Div facts = new Div(identifier);
        facts.addClassName("bp-facts");
        facts(facts, key, definition);
        Div texts = new Div(name, facts);
        texts.addClassName("bp-texts");
        String shown = name.getText();
        Button up = tool("arrow-up", "blueprint.up", shown, () -> draft.move(section, key, -1));
        up.setEnabled(place > 0);
        Button down = tool("arrow-down", "blueprint.down", shown, () -> draft.move(section, key, 1));
        down.setEnabled(place < size - 1);
        Button remove = tool("trash", "blueprint.remove", shown, () -> draft.remove(section, key));
        Div tools = new Div(up, down, remove);
        tools.addClassName("bp-tools");
        ListItem item = new ListItem(texts, tools);
        item.addClassName("bp-row");
        return item;
    }

    private void facts(Div facts, String key, ObjectNode definition) {
        if (section == Section.PROPERTIES) {
            facts.add(PropertyDialog.sign(PropertyKind.of(definition)));
            JsonNode holder = definition.path("items").has("enum") ? definition.path("items") : definition;
            int shown = 0;
            for (JsonNode value : holder.path("enum")) {
                if (shown++ < 5) {
                    String text = value.isString() ? value.stringValue() : Json.write(value);
                    facts.add(new EnumBadge(text, Json.text(holder.path("enumColors"), text)));
                }
            }
            if (draft.isRequired(key)) {
                facts.add(new EnumBadge(getTranslation("blueprint.required"), BadgeColor.ORANGE));
            }
            return;
        }
        if (section == Section.RELATIONS) {
            Span target = new Span(
                    Icons.of("arrow-right"), new Span(definition.path("target").asString("")));
            target.addClassName("bp-kind");
            facts.add(target);
            for (String flag : List.of("many", "required")) {
                if (definition.path(flag).asBoolean(false)) {
                    facts.add(new EnumBadge(getTranslation("blueprint." + flag), BadgeColor.LIGHT_GRAY));
                }
            }
            return;
        }
        Span summary = new Span(BlueprintForms.summary(section, definition));
        summary.addClassNames("pt-mono", "bp-summary");
        facts.add(summary);
    }

    private Button tool(String icon, String label, String name, Runnable action) {
        Button tool = new Button(Icons.of(icon), event -> {
            action.run();
            show();
            changed.run();
        });
        tool.addThemeVariants(ButtonVariant.TERTIARY);
        tool.setAriaLabel(getTranslation(label, name));
        tool.setTooltipText(getTranslation(label, name));
        return tool;
    }

    private void edit(@Nullable String key) {
        Runnable done = () -> {
            show();
            changed.run();
        };
        if (section == Section.PROPERTIES) {
            new PropertyDialog(draft, key, done).open();
            return;
        }
        DefinitionDialog dialog = new DefinitionDialog(draft, section, key, choices.get(), done);
        if (companion != null) {
            dialog.with(companion);
        }
        dialog.open();
    }
}

package io.portolan.catalog.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.catalog.WriteResult;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.Background;
import io.portolan.ui.Notices;
import io.portolan.ui.form.Pickers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Gives one property of several entities of a kind one value, or none. What can be written is written; the rest is
/// named with its reasons.
class BulkEditDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /// Refused entities that are named; the others are counted.
    private static final int NAMED = 50;

    private final transient Blueprint kind;
    private final transient List<Entity> chosen;
    private final transient Pickers pickers;
    private final transient EntityService entities;
    private final transient Actor actor;
    private final transient Runnable onSaved;
    private final Select<PropertyDefinition> property = new Select<>();
    private final Div field = new Div();
    private final Checkbox clear = new Checkbox();
    private final Button save = new Button();
    private final Button cancel = new Button();
    private @Nullable ValueForm form;

    /// @param offered properties to choose from, not empty
    /// @param onSaved called when something was written
    BulkEditDialog(
            Blueprint kind,
            List<Entity> chosen,
            List<PropertyDefinition> offered,
            Pickers pickers,
            EntityService entities,
            Actor actor,
            Runnable onSaved) {
        this.kind = kind;
        this.chosen = List.copyOf(chosen);
        this.pickers = pickers;
        this.entities = entities;
        this.actor = actor;
        this.onSaved = onSaved;
        addClassName("cat-bulk");
        setHeaderTitle(getTranslation("catalog.property.bulk.title"));
        setCloseOnOutsideClick(false);
        setDraggable(true);
        setResizable(true);
        setWidth("min(34rem, 96vw)");
        property.setLabel(getTranslation("catalog.property"));
        property.setItems(offered);
        property.setItemLabelGenerator(PropertyDefinition::title);
        property.setWidthFull();
        property.addValueChangeListener(event -> ask(event.getValue()));
        clear.setLabel(getTranslation("catalog.property.clear"));
        clear.addValueChangeListener(event -> field.setVisible(!event.getValue()));
        cancel.setText(getTranslation("ui.cancel"));
        cancel.addClickListener(event -> close());
        save.setText(getTranslation("catalog.property.bulk.save", chosen.size()));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickListener(event -> save());
        Div content = new Div(
                new Paragraph(getTranslation("catalog.property.bulk.text", chosen.size(), kind.title())),
                property,
                field,
                clear);
        content.addClassName("cat-dialog-content");
        add(content);
        getFooter().add(cancel, save);
        property.setValue(offered.getFirst());
    }

    /// Shows the field of a property, with the value that all of them have already, if it is the same.
    private void ask(PropertyDefinition wanted) {
        List<Optional<JsonNode>> values = chosen.stream()
                .map(entity -> Optional.ofNullable(entity.properties().get(wanted.identifier())))
                .distinct()
                .toList();
        JsonNode common = values.size() == 1 ? values.getFirst().orElse(null) : null;
        ValueForm asked = ValueForm.of(kind, wanted, pickers, common);
        form = asked;
        field.removeAll();
        field.add(asked);
        clear.setValue(false);
        clear.setVisible(!kind.required().contains(wanted.identifier()));
    }

    private void save() {
        ValueForm asked = form;
        boolean clears = clear.getValue();
        if (asked == null || !clears && !asked.validate()) {
            return;
        }
        JsonNode value = clears ? NullNode.getInstance() : asked.chosen();
        String name = property.getValue().identifier();
        if (!clears && value.isNull()) {
            // an empty field takes no value from anybody: that is the box's to say
            asked.violations(
                    List.of(Violation.at("/" + Violation.escape(name), getTranslation("catalog.property.bulk.none"))));
            return;
        }
        List<EntityDraft> drafts = chosen.stream()
                .map(entity -> EntityDraft.named(kind.identifier(), entity.identifier(), null)
                        .with(name, value))
                .toList();
        busy(true);
        Background.run(
                UI.getCurrent(),
                "bulk-edit",
                () -> entities.bulk(drafts, WriteOptions.patch(), actor),
                results -> written(results, name),
                e -> {
                    busy(false);
                    Notices.failure(e);
                });
    }

    private void busy(boolean is) {
        save.setEnabled(!is);
        cancel.setEnabled(!is);
        setCloseOnEsc(!is);
        property.setReadOnly(is);
        save.setText(
                is
                        ? getTranslation("catalog.property.bulk.saving")
                        : getTranslation("catalog.property.bulk.save", chosen.size()));
    }

    private void written(List<WriteResult> results, String name) {
        busy(false);
        long changed = results.stream()
                .filter(result -> result instanceof WriteResult.Written written && written.changed())
                .count();
        List<WriteResult.Refused> refused = results.stream()
                .filter(WriteResult.Refused.class::isInstance)
                .map(WriteResult.Refused.class::cast)
                .toList();
        ValueForm asked = form;
        List<Violation> everywhere = refused.size() == results.size() ? sameViolations(refused, name) : List.of();
        if (asked != null && !everywhere.isEmpty()) {
            asked.violations(everywhere);
            return;
        }
        if (changed > 0) {
            onSaved.run();
        }
        if (refused.isEmpty()) {
            close();
            Notices.success(getTranslation("catalog.property.bulk.done", changed, results.size() - changed));
        } else {
            summary(changed, refused);
        }
    }

    /// What is wrong with the value itself: the same of this property in every entity.
    private static List<Violation> sameViolations(List<WriteResult.Refused> refused, String name) {
        List<List<Violation>> all = refused.stream()
                .map(one -> one.error() instanceof PortalException.Invalid invalid
                        ? invalid.violations()
                        : List.<Violation>of())
                .distinct()
                .toList();
        String place = "/properties/" + Violation.escape(name);
        boolean here = all.size() == 1
                && all.getFirst().stream().allMatch(violation -> (violation.pointer() + "/").startsWith(place + "/"));
        return here ? all.getFirst() : List.of();
    }

    private void summary(long changed, List<WriteResult.Refused> refused) {
        setHeaderTitle(getTranslation("catalog.property.bulk.failed", refused.size()));
        UnorderedList list = new UnorderedList();
        refused.stream()
                .limit(NAMED)
                .forEach(one -> list.add(new ListItem(
                        title(one.identifier()) + ": " + one.error().reason())));
        if (refused.size() > NAMED) {
            list.add(new ListItem(getTranslation("catalog.property.bulk.more", refused.size() - NAMED)));
        }
        Div content = new Div(new Paragraph(getTranslation("catalog.property.bulk.partly", changed)), list);
        content.addClassName("cat-dialog-content");
        content.getElement().setAttribute("role", "status");
        removeAll();
        add(content);
        save.setVisible(false);
        cancel.setText(getTranslation("ui.close"));
        cancel.focus();
    }

    private String title(String identifier) {
        return chosen.stream()
                .filter(entity -> Objects.equals(entity.identifier(), identifier))
                .map(Entity::displayTitle)
                .findFirst()
                .orElse(identifier);
    }
}

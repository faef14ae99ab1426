package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityRights;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Changing one property from a table: that of a cell, or that of all entities which are selected. Call on the UI
/// thread.
@Service
class PropertyDialogs {

    private final BlueprintService blueprints;
    private final EntityService entities;
    private final EntityDialogs dialogs;
    private final EntityPickers pickers;
    private final CurrentActor currentActor;
    private final EntityRights rights;

    PropertyDialogs(
            BlueprintService blueprints,
            EntityService entities,
            EntityDialogs dialogs,
            EntityPickers pickers,
            CurrentActor currentActor,
            EntityRights rights) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.dialogs = dialogs;
        this.pickers = pickers;
        this.currentActor = currentActor;
        this.rights = rights;
    }

    /// Edits cells of own properties that the user at hand may change.
    CellEditing.Editor inPlace(Runnable onSaved) {
        return new CellEditing.Editor() {
            @Override
            public boolean allows(Entity entity, String column) {
                Actor actor = currentActor.find().orElse(null);
                Blueprint kind = blueprints.find(entity.blueprint()).orElse(null);
                return actor != null
                        && kind != null
                        && kind.properties().containsKey(column)
                        && rights.ofProperty(column, kind, entity, actor).allowed();
            }

            @Override
            public void edit(Entity entity, String column) {
                PropertyDialogs.this.edit(entity, column, onSaved);
            }
        };
    }

    /// The button that changes one property of all these entities of a kind; empty when there is none that the user at
    /// hand may change in every one of them.
    Optional<Component> button(List<Entity> chosen, Runnable onSaved) {
        List<PropertyDefinition> offered = editable(chosen);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        Button button = new Button(Texts.get("catalog.property.edit"), Icons.of("list-checks"), event -> {
            Actor actor = currentActor.require();
            Blueprint kind = blueprints.require(chosen.getFirst().blueprint());
            new BulkEditDialog(kind, chosen, offered, pickers.of(actor), entities, actor, onSaved).open();
        });
        button.setTooltipText(Texts.get("catalog.property.hint"));
        return Optional.of(button);
    }

    /// Own properties that the user at hand may change in each of these entities of one kind.
    private List<PropertyDefinition> editable(Collection<Entity> chosen) {
        Actor actor = currentActor.find().orElse(null);
        Blueprint kind = blueprints.find(chosen.iterator().next().blueprint()).orElse(null);
        if (actor == null || kind == null) {
            return List.of();
        }
        Set<String> changeable = rights.changeable(kind, chosen, actor);
        return kind.properties().values().stream()
                .filter(property -> changeable.contains(property.identifier()))
                .toList();
    }

    /// Asks for the value of one property. Shows what is stored now, which may be newer than the table.
    private void edit(Entity row, String name, Runnable onSaved) {
        Actor actor = currentActor.require();
        Entity entity = entities.require(row.blueprint(), row.identifier(), actor);
        Blueprint kind = blueprints.require(entity.blueprint());
        PropertyDefinition property = kind.properties().get(name);
        if (property == null) {
            return;
        }
        ValueForm form = ValueForm.of(
                kind, property, pickers.of(actor), entity.properties().get(name));
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(Texts.get("catalog.property.title", property.title(), entity.displayTitle()));
        dialog.setCloseOnOutsideClick(false);
        dialog.setDraggable(true);
        dialog.setWidth(form.wide() ? "min(46rem, 96vw)" : "min(26rem, 96vw)");
        Button save = new Button(Texts.get("ui.save"));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickListener(event -> {
            if (!form.touched()) {
                dialog.close();
            } else if (form.validate()) {
                write(entity, name, form, dialog, onSaved);
            }
        });
        form.enterPresses(save);
        dialog.add(form);
        dialog.getFooter().add(new Button(Texts.get("ui.cancel"), event -> dialog.close()), save);
        dialog.open();
        form.focus();
    }

    private void write(Entity entity, String name, ValueForm form, Dialog dialog, Runnable onSaved) {
        ObjectNode mine = Json.object();
        mine.putObject("properties").set(name, form.chosen());
        try {
            dialogs.write(entity, mine, saved -> {
                dialog.close();
                onSaved.run();
            });
        } catch (PortalException.Invalid e) {
            form.violations(e.violations());
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }
}

package io.portolan.catalog.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintRights.Right;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityGraph;
import io.portolan.catalog.EntityRights;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import io.portolan.ui.merge.MergeDialog;
import io.portolan.ui.merge.ThreeWay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Making, changing and deleting entities by hand. Call on the UI thread.
@Service
public class EntityDialogs {

    private final BlueprintService blueprints;
    private final EntityService entities;
    private final EntityGraph graph;
    private final EntityPickers pickers;
    private final CurrentActor currentActor;
    private final EntityRights rights;

    EntityDialogs(
            BlueprintService blueprints,
            EntityService entities,
            EntityGraph graph,
            EntityPickers pickers,
            CurrentActor currentActor,
            EntityRights rights) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.graph = graph;
        this.pickers = pickers;
        this.currentActor = currentActor;
        this.rights = rights;
    }

    /// Whether the user at hand may make entities of a kind; otherwise leave the button out.
    public boolean mayCreate(Blueprint kind) {
        return allowed(actor -> rights.always(Right.REGISTER, kind, actor));
    }

    /// Whether the user at hand may change anything of an entity.
    public boolean mayEdit(Entity entity) {
        return allowed(actor -> rights.mayChangeSomething(blueprints.require(entity.blueprint()), entity, actor));
    }

    /// Whether the user at hand may delete an entity.
    public boolean mayDelete(Entity entity) {
        return allowed(actor -> rights.of(Right.UNREGISTER, blueprints.require(entity.blueprint()), entity, actor)
                .allowed());
    }

    /// What the user at hand can do with an entity, in the order of a menu.
    ///
    /// @param others rooms that can do more
    /// @param changed called when the entity was changed or deleted here
    List<SelectionContributor.Deed> deeds(Entity entity, List<SelectionContributor> others, Runnable changed) {
        List<SelectionContributor.Deed> deeds = new ArrayList<>();
        deeds.add(new SelectionContributor.Deed(
                Texts.get("catalog.open"),
                "arrow-right",
                false,
                () -> UI.getCurrent().navigate(EntityNavigation.entity(entity))));
        if (mayEdit(entity)) {
            deeds.add(new SelectionContributor.Deed(
                    Texts.get("catalog.edit.short"), "pencil", false, () -> edit(entity, saved -> changed.run())));
        }
        others.forEach(other -> deeds.addAll(other.deeds(entity)));
        if (mayDelete(entity)) {
            deeds.add(new SelectionContributor.Deed(
                    Texts.get("ui.delete"), "trash", true, () -> delete(List.of(entity), changed)));
        }
        return deeds;
    }

    private boolean allowed(Predicate<Actor> question) {
        return currentActor.find().filter(question).isPresent();
    }

    /// Asks for a new entity of a kind.
    public void create(String blueprint, Consumer<Entity> onSaved) {
        Actor actor = currentActor.require();
        Blueprint kind = blueprints.require(blueprint);
        EntityEditor editor = new EntityEditor(kind, Json.object(), true, pickers.of(actor), part -> true);
        editor.checkWith(document -> problems(() -> entities.upsert(
                EntityDraft.of(blueprint, named(document)),
                WriteOptions.create().withValidationOnly(true),
                actor)));
        open(Texts.get("catalog.new", kind.title()), Texts.get("catalog.create"), editor, dialog -> {
            Entity saved = entities.upsert(
                            EntityDraft.of(blueprint, named(editor.document())), WriteOptions.create(), actor)
                    .entity();
            dialog.close();
            Notices.success(Texts.get("catalog.created.notice", saved.displayTitle()));
            onSaved.accept(saved);
        });
    }

    /// The portal gives a name where none was typed.
    private static ObjectNode named(ObjectNode document) {
        if (document.path("identifier").asString("").isBlank()) {
            document.remove("identifier");
        }
        return document;
    }

    /// What a write that is only tried is refused for.
    private static List<Violation> problems(Runnable trial) {
        try {
            trial.run();
            return List.of();
        } catch (PortalException.Invalid e) {
            return e.violations();
        } catch (PortalException e) {
            return List.of(Violation.at("", e.reason()));
        }
    }

    /// Shows an entity's form. Only what was changed is written, so that two people can change different values at the
    /// same time; where both changed the same one, the later chooses.
    public void edit(Entity entity, Consumer<Entity> onSaved) {
        Actor actor = currentActor.require();
        Blueprint kind = blueprints.require(entity.blueprint());
        ObjectNode before = EntityDelta.document(entity);
        EntityEditor editor =
                new EntityEditor(kind, before, false, pickers.of(actor), part -> mayChange(part, kind, entity, actor));
        editor.checkWith(document -> problems(() -> entities.patch(
                entity.blueprint(),
                entity.identifier(),
                EntityDelta.patch(before, document),
                WriteOptions.patch().withValidationOnly(true),
                actor)));
        open(
                Texts.get("catalog.edit", entity.displayTitle()),
                Texts.get("ui.save"),
                editor,
                dialog -> write(entity, EntityDelta.patch(before, editor.document()), saved -> {
                    dialog.close();
                    onSaved.accept(saved);
                }));
    }

    /// Writes what was changed of an entity as it was shown. What somebody else changed meanwhile stays; where both
    /// changed the same value, the user at hand chooses.
    ///
    /// @param mine the changes, as a patch
    void write(Entity shown, ObjectNode mine, Consumer<Entity> onSaved) {
        ObjectNode before = EntityDelta.document(shown);
        merge(shown, before, EntityDelta.patched(before, mine), onSaved);
    }

    /// @param before what `mine` was made from
    private void merge(Entity shown, ObjectNode before, ObjectNode mine, Consumer<Entity> onSaved) {
        Entity now = entities.require(shown.blueprint(), shown.identifier(), currentActor.require());
        ObjectNode stored = EntityDelta.document(now);
        ThreeWay merge = EntityDelta.merge(before, mine, stored);
        if (merge.both().isEmpty()) {
            store(now, stored, merge.merged(Set.of()), !merge.onlyTheirs().isEmpty(), onSaved);
            return;
        }
        Blueprint kind = blueprints.require(shown.blueprint());
        new MergeDialog(
                        merge,
                        now.updatedBy(),
                        pointer -> EntityForms.name(kind, pointer),
                        merged -> store(now, stored, merged, true, onSaved))
                .open();
    }

    /// Writes over the state that the merge was made with; should that have changed again, it is merged again.
    private void store(Entity now, ObjectNode stored, ObjectNode merged, boolean together, Consumer<Entity> onSaved) {
        ObjectNode patch = EntityDelta.patch(stored, merged);
        try {
            Entity saved = patch.isEmpty()
                    ? now
                    : entities.patch(
                            now.blueprint(),
                            now.identifier(),
                            patch,
                            WriteOptions.patch().against(now.version()),
                            currentActor.require());
            Notices.success(Texts.get(
                    together ? "catalog.saved.together" : "catalog.saved", saved.displayTitle(), now.updatedBy()));
            onSaved.accept(saved);
        } catch (PortalException.Conflict e) {
            if (entities.require(now.blueprint(), now.identifier()).version() == now.version()) {
                throw e;
            }
            merge(now, stored, merged, onSaved);
        }
    }

    /// @param part `$title`, `properties.<identifier>` or `relations.<identifier>`
    private boolean mayChange(String part, Blueprint kind, Entity entity, Actor actor) {
        String name = part.substring(part.indexOf('.') + 1);
        EntityRights.Verdict verdict = part.startsWith("relations.")
                ? rights.ofRelation(name, kind, entity, actor)
                : rights.ofProperty(name, kind, entity, actor);
        return verdict.allowed();
    }

    /// Asks before deleting, naming what goes with it.
    public void delete(Collection<Entity> doomed, Runnable onDeleted) {
        Actor actor = currentActor.require();
        Entity first = doomed.iterator().next();
        Blueprint kind = blueprints.require(first.blueprint());
        boolean required = doomed.stream().anyMatch(this::isRequired);
        int pointing = graph.countPointingAt(doomed, 1001);
        String what = doomed.size() == 1
                ? kind.title() + " \"" + first.displayTitle() + "\""
                : Texts.get("catalog.delete.many", doomed.size(), kind.title());
        String consequence = pointing == 0
                ? Texts.get("catalog.delete.alone")
                : Texts.get(
                        required ? "catalog.delete.required" : "catalog.delete.pointing",
                        pointing > 1000 ? "1000+" : String.valueOf(pointing));
        ConfirmDialogs.delete(what, consequence, () -> {
            List<String> gone = entities.deleteAll(
                    first.blueprint(), doomed.stream().map(Entity::identifier).toList(), required, null, actor);
            Notices.success(Texts.get("catalog.deleted", gone.size()));
            onDeleted.run();
        });
    }

    private boolean isRequired(Entity entity) {
        return graph.incoming(entity, 1, Actor.system()).stream()
                .anyMatch(group -> Optional.ofNullable(
                                blueprints.find(group.blueprint()).orElse(null))
                        .map(kind -> kind.relations().get(group.relation()))
                        .filter(relation -> relation.required())
                        .isPresent());
    }

    private interface Saving {
        void save(Dialog dialog);
    }

    private static void open(String title, String verb, EntityEditor editor, Saving saving) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(title);
        dialog.setCloseOnOutsideClick(false);
        dialog.setDraggable(true);
        dialog.setResizable(true);
        dialog.addClassName("cat-dialog");
        dialog.setWidth("min(46rem, 96vw)");
        Button json = new Button(Texts.get("catalog.json"), Icons.of("code"));
        json.addThemeVariants(ButtonVariant.TERTIARY);
        json.addClickListener(event -> {
            editor.showJson(!editor.jsonShown());
            dialog.setWidth(editor.jsonShown() ? "min(84rem, 96vw)" : "min(46rem, 96vw)");
        });
        dialog.getHeader().add(json);
        Button save = new Button(verb);
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(event -> {
            try {
                if (editor.validate()) {
                    saving.save(dialog);
                }
            } catch (PortalException.Invalid e) {
                editor.violations(e.violations());
            } catch (RuntimeException e) {
                Notices.failure(e);
            } finally {
                save.setEnabled(true);
            }
        });
        dialog.getFooter().add(new Button(Texts.get("ui.cancel"), event -> dialog.close()), save);
        dialog.add(editor);
        dialog.open();
    }

    /// Leads to the page of an entity.
    public static void show(Entity entity) {
        UI.getCurrent().navigate(EntityNavigation.entity(entity));
    }
}

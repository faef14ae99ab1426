package io.portolan.catalog.ui;

import com.vaadin.flow.component.UI;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.ComputedExplanations;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityGraph;
import io.portolan.catalog.EntityPast;
import io.portolan.catalog.EntityRef;
import io.portolan.catalog.EntityRights;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import io.portolan.kernel.Actor;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Makes the parts of the catalog that other pages show, for the user at hand. Call on the UI thread.
@Service
public class EntityPanels {

    private static final int MOST_STATES = 200;

    private final BlueprintService blueprints;
    private final EntityGraph graph;
    private final ComputedExplanations explanations;
    private final EntityPast past;
    private final ChangeHistory history;
    private final CurrentActor currentActor;
    private final EntityRights rights;

    EntityPanels(
            BlueprintService blueprints,
            EntityGraph graph,
            ComputedExplanations explanations,
            EntityPast past,
            ChangeHistory history,
            CurrentActor currentActor,
            EntityRights rights) {
        this.blueprints = blueprints;
        this.graph = graph;
        this.explanations = explanations;
        this.past = past;
        this.history = history;
        this.currentActor = currentActor;
        this.rights = rights;
    }

    /// The values of an entity, by format.
    public PropertiesPanel properties(Entity entity) {
        Map<String, Blueprint> model = model();
        return new PropertiesPanel(
                entity,
                EntityField.of(blueprints.require(entity.blueprint()), model),
                field -> ExplanationDialog.open(
                        field.title(),
                        explanations
                                .of(entity.blueprint(), entity.identifier(), field.id(), currentActor.require())
                                .getFirst()));
    }

    /// What it is related to, in both directions, as links.
    public RelationsPanel relations(Entity entity) {
        return new RelationsPanel(
                entity, blueprints.require(entity.blueprint()), model(), graph, currentActor.require());
    }

    /// What surrounds it, drawn. Reads when it is made: make it when its tab is opened.
    public RelationGraphPanel graph(Entity entity) {
        return new RelationGraphPanel(EntityRef.of(entity), graph, model(), currentActor.require());
    }

    /// A slider over the states it had; whoever may write entities can give one back.
    public PastPanel past(Entity entity) {
        List<Change> newestFirst = history.find(
                        ChangeFilter.entity(entity.blueprint(), entity.identifier()), null, MOST_STATES)
                .items();
        Actor actor = currentActor.require();
        boolean mayWrite = rights.of(
                        BlueprintRights.Right.UPDATE, blueprints.require(entity.blueprint()), entity, actor)
                .allowed();
        return new PastPanel(
                entity, newestFirst.reversed(), titles(entity), mayWrite ? moment -> restore(entity, moment) : null);
    }

    private Map<String, String> titles(Entity entity) {
        Blueprint blueprint = blueprints.require(entity.blueprint());
        Map<String, String> titles = new LinkedHashMap<>();
        blueprint.properties().forEach((id, property) -> titles.put(id, property.title()));
        blueprint.relations().forEach((id, relation) -> titles.put(id, relation.title()));
        return titles;
    }

    private void restore(Entity entity, Instant moment) {
        EntityPast.Restored restored =
                past.restore(entity.blueprint(), entity.identifier(), moment, currentActor.require());
        Notices.success(Texts.get("past.restored", restored.entity().displayTitle()));
        UI.getCurrent().refreshCurrentRoute(false);
    }

    private Map<String, Blueprint> model() {
        return Blueprint.byIdentifier(blueprints.all());
    }
}

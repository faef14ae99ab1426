package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityGraph;
import io.portolan.catalog.EntityRef;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Makes the parts of the catalog that other pages show, for the user at hand. Call on the UI thread.
@Service
public class EntityPanels {

    private final BlueprintService blueprints;
    private final EntityGraph graph;

    EntityPanels(BlueprintService blueprints, EntityGraph graph) {
        this.blueprints = blueprints;
        this.graph = graph;
    }

    /// The values of an entity, by format.
    public PropertiesPanel properties(Entity entity) {
        Map<String, Blueprint> model = model();
        return new PropertiesPanel(entity, EntityField.of(blueprints.require(entity.blueprint()), model));
    }

    /// What it is related to, in both directions, as links.
    public RelationsPanel relations(Entity entity) {
        return new RelationsPanel(entity, blueprints.require(entity.blueprint()), model(), graph);
    }

    /// What surrounds it, drawn. Reads when it is made: make it when its tab is opened.
    public RelationGraphPanel graph(Entity entity) {
        return new RelationGraphPanel(EntityRef.of(entity), graph, model());
    }

    private Map<String, Blueprint> model() {
        Map<String, Blueprint> model = new LinkedHashMap<>();
        blueprints.all().forEach(blueprint -> model.put(blueprint.identifier(), blueprint));
        return model;
    }
}

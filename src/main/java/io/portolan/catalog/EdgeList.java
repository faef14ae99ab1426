package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.catalog.EntityRows.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Relation values read as edges of the graph.
final class EdgeList {

    /// The order in which rows are locked and inserted.
    static final Comparator<Key> ORDER = Comparator.comparing(Key::blueprint).thenComparing(Key::identifier);

    private EdgeList() {}

    /// Identifiers in the value of one relation; the value has passed the validator.
    static List<String> identifiers(ObjectNode relations, RelationDefinition relation) {
        JsonNode value = relations.get(relation.identifier());
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        List<String> identifiers = new ArrayList<>();
        value.forEach(item -> identifiers.add(item.asString()));
        return identifiers;
    }

    /// The edges of one entity; every target has a number in `ids`.
    static List<RelationRows.Edge> of(long source, Blueprint blueprint, ObjectNode relations, Map<Key, Long> ids) {
        List<RelationRows.Edge> edges = new ArrayList<>();
        blueprint.relations().values().forEach(relation -> {
            int position = 0;
            for (String target : identifiers(relations, relation)) {
                long id = Objects.requireNonNull(ids.get(new Key(relation.target(), target)));
                edges.add(new RelationRows.Edge(source, relation.identifier(), id, position++));
            }
        });
        return edges;
    }
}

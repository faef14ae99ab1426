package io.portolan.query;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// The part of the catalog around one entity that rules may ask about.
public interface Surroundings {

    /// No catalog: nothing is related to anything.
    Surroundings NONE = new Surroundings() {};

    /// Whether the rule, whose operands are resolved, holds for the entity.
    default boolean related(ObjectNode entity, Rule.RelatedTo rule) {
        return false;
    }

    /// Whether the rule, whose operands are resolved, holds for the entity.
    default boolean reaches(ObjectNode entity, Rule.Path rule) {
        return false;
    }

    /// Title, or list of titles, of the targets of a relation; JSON null when it has none.
    default JsonNode targetTitles(ObjectNode entity, String relation) {
        return NullNode.instance;
    }

    /// Identifiers of the properties of the entity's blueprint that are of a kind.
    default List<String> propertiesOfKind(ObjectNode entity, PropertySchema schema) {
        return List.of();
    }
}

package io.portolan.catalog;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A room above the catalog that adds to the wire form of entities what it knows of them, such as scorecard levels.
public interface EntityEnricher {

    /// Adds to each document of a page; `documents` stand in the order of `entities`.
    void enrich(List<Entity> entities, List<ObjectNode> documents);
}

package io.portolan.ui.form;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Which entities can be picked, and in which order.
///
/// @param blueprint identifier
/// @param dataset a query in the search language (dialect section 3) that narrows them; null for none
/// @param sort `{property, order: ASC|DESC}`; null for by title
public record EntityScope(
        String blueprint,
        @Nullable ObjectNode dataset,
        @Nullable ObjectNode sort) {

    /// All entities of a kind, by title.
    public static EntityScope of(String blueprint) {
        return new EntityScope(blueprint, null, null);
    }
}

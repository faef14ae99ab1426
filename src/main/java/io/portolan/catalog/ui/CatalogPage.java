package io.portolan.catalog.ui;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A page that shows the table of a kind, made by somebody besides the one that each kind has by itself (dialect
/// sections
/// 3.3 and 7.1, type `blueprint-entities`).
///
/// @param blueprint identifier of the kind
/// @param dataset rules in the search language that always hold, whatever the reader filters by; null for none
/// @param excluded properties and relations that are no columns here
/// @param settings what the table shows at first: the `blueprintConfig` of the kind; empty for the usual
/// @param mayChange whether the viewer may change the page
public record CatalogPage(
        String identifier,
        String title,
        @Nullable String icon,
        @Nullable String description,
        String blueprint,
        @Nullable ObjectNode dataset,
        Set<String> excluded,
        ObjectNode settings,
        boolean mayChange) {}

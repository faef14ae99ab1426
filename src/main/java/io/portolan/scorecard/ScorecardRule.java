package io.portolan.scorecard;

import io.portolan.query.SearchQuery;
import org.jspecify.annotations.Nullable;

/// A rule that belongs to a level.
///
/// @param level title of the level
public record ScorecardRule(
        String identifier, String title, @Nullable String description, String level, SearchQuery query) {}

package io.portolan.catalog;

import org.jspecify.annotations.Nullable;

/// Just enough of an entity to show a link to it.
///
/// @param id internal number, never on the wire
public record EntityRef(
        long id,
        String blueprint,
        String identifier,
        @Nullable String title,
        @Nullable String icon) {

    public static EntityRef of(Entity entity) {
        return new EntityRef(entity.id(), entity.blueprint(), entity.identifier(), entity.title(), entity.icon());
    }

    /// The title, or the identifier when there is none.
    public String displayTitle() {
        return title == null || title.isBlank() ? identifier : title;
    }
}

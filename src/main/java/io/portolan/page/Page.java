package io.portolan.page;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A page: dialect section 7.1.
///
/// @param definition the document as the client wrote it, without its place; not to be changed
/// @param parent the folder that it is in; null for the top
/// @param after what stands before it there, as far as the viewer sees; null for the first
public record Page(
        String identifier,
        ObjectNode definition,
        @Nullable String parent,
        @Nullable String after,
        Stamp stamp) {

    /// The type of pages that show the table of a kind.
    public static final String TABLE = "blueprint-entities";

    /// Who wrote it and when.
    public record Stamp(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

    public String title() {
        return Objects.requireNonNullElse(Json.text(definition, "title"), identifier);
    }

    public @Nullable String icon() {
        return Json.text(definition, "icon");
    }

    public @Nullable String description() {
        return Json.text(definition, "description");
    }

    /// `dashboard`, `blueprint-entities`, `entity` or `home`.
    public String type() {
        return Objects.requireNonNullElse(Json.text(definition, "type"), "dashboard");
    }

    /// The kind whose table it shows; empty for other pages, and for those that do not say so.
    public Optional<String> tableOf() {
        return type().equals(TABLE) ? Optional.ofNullable(Json.text(definition, "blueprint")) : Optional.empty();
    }

    /// Whether nobody changes it before it is unlocked.
    public boolean isLocked() {
        return definition.path("locked").asBoolean(false);
    }

    /// Whether only its author and administrators see it.
    public boolean isPrivate() {
        return isPrivate(definition);
    }

    static boolean isPrivate(ObjectNode definition) {
        return "private".equals(Json.text(definition, "visibility"));
    }

    /// The widgets with their places.
    public List<LayoutRow> layout() {
        return LayoutRow.of(definition.path("widgets"));
    }

    /// The same page behind another one: what the change log keeps says nothing of private neighbours.
    Page placedAfter(@Nullable String other) {
        return new Page(identifier, definition, parent, other, stamp);
    }

    /// The wire form: the document as written, with its times and authors.
    public ObjectNode toJson() {
        ObjectNode json = definition.deepCopy();
        if (!json.has("widgets")) {
            json.putArray("widgets");
        }
        if (parent != null) {
            json.put("parent", parent);
        }
        if (after != null) {
            json.put("after", after);
        }
        json.put("createdAt", Json.time(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Json.time(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }
}

package io.portolan.ui.merge;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What two people made of one document. Its parts are the keys of the document and those of the objects `inside`; a
/// part that only one of them changed is taken from that one. Pure.
///
/// A missing key and null are the same.
public final class ThreeWay {

    /// A part that somebody changed.
    ///
    /// @param pointer JSON pointer to it
    /// @param base what both began with; null when there was nothing
    /// @param mine null when there is nothing, also below
    public record Part(
            String pointer,
            @Nullable JsonNode base,
            @Nullable JsonNode mine,
            @Nullable JsonNode theirs) {

        boolean changedByMe() {
            return !Objects.equals(base, mine);
        }

        boolean changedByThem() {
            return !Objects.equals(base, theirs);
        }
    }

    private final ObjectNode theirs;
    private final List<Part> changed = new ArrayList<>();

    private ThreeWay(ObjectNode theirs) {
        this.theirs = theirs;
    }

    /// @param base what both began with
    /// @param theirs what is stored now
    /// @param inside pointers to objects whose keys are parts of their own, such as `/properties`
    public static ThreeWay of(ObjectNode base, ObjectNode mine, ObjectNode theirs, Set<String> inside) {
        ThreeWay merge = new ThreeWay(theirs.deepCopy());
        merge.compare("", base, mine, theirs, inside);
        return merge;
    }

    private void compare(
            String pointer,
            @Nullable JsonNode base,
            @Nullable JsonNode mine,
            @Nullable JsonNode theirs,
            Set<String> inside) {
        Set<String> keys = new LinkedHashSet<>();
        names(theirs, keys);
        names(mine, keys);
        names(base, keys);
        for (String key : keys) {
            String place = pointer + "/" + Violation.escape(key);
            Part part = new Part(place, at(base, key), at(mine, key), at(theirs, key));
            if (inside.contains(place)) {
                compare(place, part.base(), part.mine(), part.theirs(), inside);
            } else if (part.changedByMe() || part.changedByThem()) {
                changed.add(part);
            }
        }
    }

    private static void names(@Nullable JsonNode holder, Set<String> names) {
        if (holder != null) {
            names.addAll(holder.propertyNames());
        }
    }

    private static @Nullable JsonNode at(@Nullable JsonNode holder, String key) {
        JsonNode value = holder == null ? null : holder.get(key);
        return value == null || value.isNull() ? null : value;
    }

    /// Changed by me alone.
    public List<Part> onlyMine() {
        return changed.stream().filter(part -> !part.changedByThem()).toList();
    }

    /// Changed by them alone, or by both to the same.
    public List<Part> onlyTheirs() {
        return changed.stream()
                .filter(part -> !part.changedByMe() || Objects.equals(part.mine(), part.theirs()))
                .toList();
    }

    /// Changed by both, each to something else: somebody has to choose.
    public List<Part> both() {
        return changed.stream()
                .filter(part ->
                        part.changedByMe() && part.changedByThem() && !Objects.equals(part.mine(), part.theirs()))
                .toList();
    }

    /// Theirs with what only I changed.
    ///
    /// @param kept pointers to parts of [#both()] that are to be mine
    public ObjectNode merged(Set<String> kept) {
        ObjectNode merged = theirs.deepCopy();
        onlyMine().forEach(part -> put(merged, part));
        both().stream().filter(part -> kept.contains(part.pointer())).forEach(part -> put(merged, part));
        return merged;
    }

    private static void put(ObjectNode document, Part part) {
        JsonPointer pointer = JsonPointer.compile(part.pointer());
        String key = pointer.last().getMatchingProperty();
        JsonPointer holder = pointer.head();
        if (part.mine() != null) {
            document.withObject(holder).set(key, part.mine());
        } else if (document.at(holder) instanceof ObjectNode object) {
            object.remove(key);
        }
    }

    /// A value as people read it.
    static String words(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.pretty(value);
    }
}

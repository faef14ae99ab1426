package io.portolan.ui;

import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One place in which two states of a document differ.
///
/// @param pointer JSON pointer to the place
/// @param before null for what is new
/// @param after null for what is gone
public record JsonDifference(
        String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {

    /// Every difference, objects looked into, lists as a whole.
    public static List<JsonDifference> of(JsonNode before, JsonNode after) {
        List<JsonDifference> found = new ArrayList<>();
        compare("", before, after, found);
        return found;
    }

    private static void compare(
            String pointer, @Nullable JsonNode before, @Nullable JsonNode after, List<JsonDifference> found) {
        if (before instanceof ObjectNode old && after instanceof ObjectNode now) {
            Set<String> keys = new LinkedHashSet<>(now.propertyNames());
            keys.addAll(old.propertyNames());
            for (String key : keys) {
                compare(pointer + "/" + Violation.escape(key), old.get(key), now.get(key), found);
            }
        } else if (before == null ? after != null : !before.equals(after)) {
            found.add(new JsonDifference(pointer, before, after));
        }
    }
}

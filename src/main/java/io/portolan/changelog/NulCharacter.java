package io.portolan.changelog;

import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import tools.jackson.databind.JsonNode;

/// Finds U+0000 in JSON: PostgreSQL keeps no such character, neither in `text` nor in `jsonb`.
final class NulCharacter {

    private NulCharacter() {}

    /// Throws [PortalException.Invalid] with the place of the first one, if there is any.
    static void refuse(JsonNode node) {
        refuse(node, "");
    }

    private static void refuse(JsonNode node, String pointer) {
        if (node.isString() && node.stringValue().indexOf('\0') >= 0) {
            throw new PortalException.Invalid(pointer, "must not contain the character U+0000; remove it");
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuse(node.get(i), pointer + "/" + i);
            }
        }
        for (var property : node.properties()) {
            String key = property.getKey();
            if (key.indexOf('\0') >= 0) {
                throw new PortalException.Invalid(
                        pointer, "must not have a key that contains the character U+0000; remove it");
            }
            refuse(property.getValue(), pointer + "/" + Violation.escape(key));
        }
    }
}

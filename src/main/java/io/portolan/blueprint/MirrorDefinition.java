package io.portolan.blueprint;

import io.portolan.kernel.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A value read through relations (dialect section 1.3).
///
/// @param path relation identifiers and, last, a property or `$meta`
public record MirrorDefinition(String identifier, List<String> path, ObjectNode json) {

    static MirrorDefinition of(String identifier, ObjectNode json) {
        String path = Json.text(json, "path");
        return new MirrorDefinition(identifier, path == null ? List.of() : List.of(path.split("\\.", -1)), json);
    }

    public String title() {
        return PropertyDefinition.titleOf(json, identifier);
    }
}

package io.portolan.ingest;

import io.portolan.kernel.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One thing to import, and where it stands.
///
/// @param document number of the document in its file, from 0
/// @param pointer where in that document
record Definition(ObjectNode json, SourceText source, int document, String pointer) {

    /// A violation of this definition as one of its file: `catalog.json#/entities/3/properties/tier` and the
    /// line.
    Violation locate(Violation violation) {
        return at(source, document, pointer + violation.pointer(), violation.reason(), violation.value());
    }

    static Violation at(SourceText source, int document, String pointer, String reason, @Nullable JsonNode value) {
        int line = source.line(document, pointer);
        return Violation.at(source.name() + "#" + pointer, line == 0 ? reason : reason + " (line " + line + ")", value);
    }
}

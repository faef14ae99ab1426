package io.portolan.page.ui.apis;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// The places of a document that its `$ref`s mean. Only references inside of the document are followed.
///
/// @param root the whole document
record References(JsonNode root) {

    /// References to references are followed that often; a longer chain is a circle.
    private static final int HOPS = 16;

    /// What the node stands for: the end of its references, or the node itself when it is none. A reference that leads
    /// nowhere comes back as it is.
    JsonNode resolve(JsonNode node) {
        JsonNode at = node;
        for (int hop = 0; hop < HOPS; hop++) {
            String reference = of(at);
            if (reference == null) {
                return at;
            }
            JsonNode next = target(reference);
            if (next == null) {
                return at;
            }
            at = next;
        }
        return node;
    }

    /// The reference that a node is, or null.
    static @Nullable String of(JsonNode node) {
        return Json.text(node, "$ref");
    }

    /// The last part of a reference, which people know the thing by: `Pet` of `#/components/schemas/Pet`.
    static String name(String reference) {
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        return Violation.unescape(decoded(last));
    }

    /// Whether the node is one of those: the same place of the document, which is more than the same content.
    @SuppressWarnings("ReferenceEquality")
    static boolean isAmong(List<JsonNode> trail, JsonNode node) {
        return trail.stream().anyMatch(one -> one == node);
    }

    private @Nullable JsonNode target(String reference) {
        if (reference.equals("#")) {
            return root;
        }
        if (!reference.startsWith("#/")) {
            return null;
        }
        JsonNode found = root.at(JsonPointer.compile(decoded(reference.substring(1))));
        return found.isMissingNode() ? null : found;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}

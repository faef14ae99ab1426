package io.portolan.page.ui.apis;

import io.portolan.kernel.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A value that a call takes beside its body.
///
/// @param in `path`, `query`, `header` or `cookie`
/// @param list true when the value is a list, written with commas
/// @param repeated true when each item of a list is sent under the name of its own
/// @param example prefilled, or null
/// @param secret true for credentials, which are neither shown nor part of the command that is shown
record ApiParameter(
        String name,
        String in,
        boolean required,
        String description,
        JsonNode schema,
        boolean list,
        boolean repeated,
        @Nullable String example,
        boolean secret) {

    /// A credential.
    static ApiParameter secret(String name, String in) {
        return new ApiParameter(name, in, false, "", Json.object(), false, false, null, true);
    }
}

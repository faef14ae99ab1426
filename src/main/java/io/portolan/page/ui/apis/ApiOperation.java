package io.portolan.page.ui.apis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One method of one path, in the words of version 3 whatever the version of the document.
///
/// @param method in lower case
/// @param bodies `schema` and examples by media type
/// @param security the ways of signing in, each with the names that it needs together; an empty text needs none
/// @param credentials what a call may carry to sign in
/// @param servers complete addresses without a slash at their end
record ApiOperation(
        String method,
        String path,
        String summary,
        String description,
        boolean deprecated,
        List<ApiParameter> parameters,
        Map<String, JsonNode> bodies,
        List<Answer> answers,
        List<String> security,
        List<ApiParameter> credentials,
        List<String> servers) {

    private static final Set<String> TRIABLE = Set.of("get", "post", "put", "patch", "delete");

    /// What comes back.
    ///
    /// @param code a status, `2XX` or `default`
    /// @param contents as the bodies
    record Answer(String code, String description, Map<String, JsonNode> contents) {}

    /// Whether the client for outgoing calls knows the method.
    boolean canBeTried() {
        return TRIABLE.contains(method);
    }

    /// Whether a call takes something away, as far as the method tells.
    boolean removes() {
        return method.equals("delete");
    }
}

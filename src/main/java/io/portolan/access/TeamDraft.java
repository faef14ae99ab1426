package io.portolan.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What somebody wants a team to be; null means not said.
///
/// @param name empty only in a partial change that keeps the name
/// @param members e-mail addresses
public record TeamDraft(
        @Nullable String identifier,
        String name,
        @Nullable String description,
        @Nullable List<String> members) {

    /// Reads the body of `POST /v1/teams` or `PUT /v1/teams/{name}`.
    public static TeamDraft whole(ObjectNode body) {
        Fields fields = new Fields(body);
        String name = fields.requiredText("name");
        TeamDraft draft =
                new TeamDraft(fields.text("identifier"), name, fields.text("description"), fields.names("users"));
        fields.check();
        return draft;
    }

    /// Reads the body of `PATCH /v1/teams/{name}`.
    public static TeamDraft partial(ObjectNode body) {
        Fields fields = new Fields(body);
        String name = fields.has("name") ? fields.requiredText("name") : "";
        TeamDraft draft = new TeamDraft(null, name, fields.text("description"), fields.names("users"));
        fields.check();
        return draft;
    }
}

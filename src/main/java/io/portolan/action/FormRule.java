package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One of the `validations` of an input, of a step or of a whole form, dialect section 5.2.
///
/// @param constraint jq over `{form, entity, user}` that has to say true
/// @param message what people read when it does not
public record FormRule(String constraint, String message) {

    /// More are not allowed in one place.
    static final int MOST = 10;

    /// The longest message, in characters.
    static final int LONGEST_MESSAGE = 100;

    /// @param holder the JSON that has `validations`
    static List<FormRule> of(JsonNode holder) {
        return holder.path("validations")
                .valueStream()
                .filter(rule -> rule.path("constraint").isString())
                .map(rule ->
                        new FormRule(rule.path("constraint").stringValue(), String.valueOf(Json.text(rule, "message"))))
                .toList();
    }
}

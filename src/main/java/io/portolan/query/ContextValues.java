package io.portolan.query;

import io.portolan.kernel.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// What `{"context":"user|userTeams","property":…}` stands for.
@FunctionalInterface
public interface ContextValues {

    /// The value for the caller: JSON null when there is none, a list for the teams.
    JsonNode valueOf(Operand.FromContext operand);

    /// For searches that nobody in particular asks for: no user, no teams.
    static ContextValues none() {
        return operand -> operand.context() == Operand.Context.USER ? NullNode.instance : Json.array();
    }
}

package io.portolan.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How an evaluation came to its result.
///
/// @param outputs the first output; empty when there is none or an error came first
/// @param error what went wrong, or null
/// @param reads the values that were read from the input, in the order of their first reading
/// @param reason for an error, a `null` or a missing result: the first step that led to it, in words; otherwise null
public record Explanation(
        List<JsonNode> outputs,
        @Nullable String error,
        List<Read> reads,
        @Nullable String reason) {

    public Explanation {
        outputs = List.copyOf(outputs);
        reads = List.copyOf(reads);
    }

    /// A value that was read.
    ///
    /// @param path where it stands, as it would be written in an expression
    /// @param note why it is null, when it is
    public record Read(
            String path, JsonNode value, @Nullable String note) {}
}

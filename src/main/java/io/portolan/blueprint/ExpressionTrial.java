package io.portolan.blueprint;

import io.portolan.kernel.Actor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tries a calculation on a real entity while it is written. The builder asks, the room that holds the entities
/// answers; nothing is stored. Blocks for as long as a calculation may take, so call it off the UI lock.
public interface ExpressionTrial {

    /// An entity to try it on.
    record Candidate(String identifier, String title) {}

    /// What a trial came to.
    ///
    /// @param input what the calculation sees, the very same as when it is stored; do not change it
    record Outcome(Candidate entity, ObjectNode input, Result result) {}

    /// The value, or why there is none.
    sealed interface Result {

        /// What would be stored.
        record Value(JsonNode value) implements Result {}

        /// No value, and that is no error.
        record Nothing(String reason) implements Result {}

        /// An error; stored entities would have no value.
        ///
        /// @param line 1-based; 0 when the text as such is fine
        /// @param column 1-based; 0 when the text as such is fine
        record Failed(String reason, int line, int column) implements Result {}
    }

    /// Entities of a kind that the viewer may read; without a text those that changed last come first.
    List<Candidate> candidates(String blueprint, String text, int offset, int limit, Actor viewer);

    /// Empty when there is no such entity, or none that the viewer may read.
    ///
    /// @param entity identifier; null for the entity that changed last
    Optional<Outcome> of(String blueprint, @Nullable String entity, String calculation, Actor viewer);
}

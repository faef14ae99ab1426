package io.portolan.page.ui.apis;

import java.util.List;

/// One line of a schema that is shown as a table.
///
/// @param path where the value stands: `owner.name`, `tags[].id`, `labels.*`; empty for the whole
/// @param type as in `string (date-time)`, `Pet[]`, `Cat | Dog`
/// @param values those that are allowed, empty when any is
record SchemaField(String path, String type, boolean required, String description, List<String> values, Note note) {

    /// Why there is nothing below a line although there could be.
    enum Note {
        NONE,
        /// It contains itself.
        LOOP,
        /// It goes on, deeper than is shown.
        DEEPER,
        /// It stands in another document, or nowhere.
        ELSEWHERE
    }
}

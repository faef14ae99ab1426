package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.ui.form.Pickers;
import java.util.List;
import java.util.Map;

/// What the filter of a table offers.
///
/// @param kind blueprint of the table
/// @param model every blueprint by its identifier
record FilterOffer(String kind, List<FilterSubject> subjects, Map<String, Blueprint> model, Pickers pickers) {

    /// The subject that a condition is written as JSON with.
    FilterSubject json() {
        return subjects.getLast();
    }
}

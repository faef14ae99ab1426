package io.portolan.action.ui;

import tools.jackson.databind.node.ObjectNode;

/// What a form is filled in with when it opens.
///
/// @param values by input
/// @param note where they come from, for the reader
record Prefill(ObjectNode values, String note) {}

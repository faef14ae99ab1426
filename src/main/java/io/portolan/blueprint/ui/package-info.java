/// The builder: the model as a graph and a list, and the editor of one blueprint with form and JSON side by side.
///
/// Invariants: form and JSON edit the same [BlueprintDraft]; nothing is stored before "Save", and what existing
/// entities
/// could not survive is refused there with their number. Start reading at `BlueprintView`.
@NullMarked
package io.portolan.blueprint.ui;

import org.jspecify.annotations.NullMarked;

/// The data model: blueprints with their properties, relations, mirrors, calculations and aggregations (dialect
/// section 1), and the rules by which a model may change.
///
/// Invariants: a stored blueprint is valid and every relation of it points at a stored blueprint; what a client wrote
/// comes back unchanged, key by key; a change that existing entities could not survive is refused with their number.
/// Start reading at [BlueprintService], then [BlueprintValidator].
@NullMarked
package io.portolan.blueprint;

import org.jspecify.annotations.NullMarked;

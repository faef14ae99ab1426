/// Self-service actions and automations (one resource, dialect sections 5 and 6), the runs they make, the invokers that
/// carry runs out, and approval.
///
/// Invariants: an [Action] keeps the JSON it was defined with; a run carries a copy of its action, so that later edits
/// do not change what was asked for; a run's state changes only through [ActionRun]'s transitions; nothing leaves the
/// portal inside a transaction; secrets and encrypted inputs are never part of what is shown or logged.
/// Start reading at [RunService], which is the life of a run from form to end.
@NullMarked
package io.portolan.action;

import org.jspecify.annotations.NullMarked;

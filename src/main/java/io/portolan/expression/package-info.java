/// jq for the portal: compile an expression once ([JqProgram]), evaluate it often within a [Budget]; the same for whole
/// documents of `{{ }}` templates ([Template]).
///
/// Invariants: depends on the JSON library only and on nothing of the portal, so that it could be published on its own;
/// programs and templates are immutable and safe to share between threads; an evaluation never changes its input, never
/// reads the environment, files or the network, and always ends within its budget or throws
/// [ExpressionException.LimitExceeded]. Results may share nodes with the input: treat both as read-only or copy them.
/// Start reading at [JqProgram].
@NullMarked
package io.portolan.expression;

import org.jspecify.annotations.NullMarked;

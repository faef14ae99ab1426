/// What all routes under `/v1` have in common: the three security chains, the error envelope, trace ids, the limits on
/// body size and on calls, and the OpenAPI document.
///
/// Invariants: every answer under `/v1` is JSON with a boolean `ok`, errors included, whoever found them (dialect
/// section 9, "Errors"); no answer shows a stack trace, SQL or a class name; a route that nobody allowed is refused.
/// Start reading at [ApiSecurity] and [ApiExceptionHandler].
@NullMarked
package io.portolan.api;

import org.jspecify.annotations.NullMarked;

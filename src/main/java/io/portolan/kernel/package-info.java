/// Words that every room uses: who acts ([Actor]), what went wrong ([PortalException], [Violation]), a page of results
/// ([Slice]) and the JSON mapper ([Json]).
///
/// Invariants: no Spring beans, no input or output, no dependency on any other package of the portal; a type enters
/// only
/// when three packages need it, and there are never more than 25. Start reading at [PortalException].
@NullMarked
package io.portolan.kernel;

import org.jspecify.annotations.NullMarked;

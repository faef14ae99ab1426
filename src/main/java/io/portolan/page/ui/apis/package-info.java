/// Descriptions of APIs as people read them: OpenAPI, Swagger and AsyncAPI, from a property or from an address, and
/// calls to try them.
///
/// Invariants: a description is somebody else's text, so every walk through it is bounded and no reference leaves it;
/// what leaves the portal goes through the one client for outgoing calls, off the UI lock, to servers that the
/// description names; credentials for a call are neither stored nor logged. Start reading at [ApiTabs].
@NullMarked
package io.portolan.page.ui.apis;

import org.jspecify.annotations.NullMarked;

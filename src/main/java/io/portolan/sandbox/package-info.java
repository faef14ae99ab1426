/// The sandbox platform: what stands behind the example world's actions. It really makes, fills, shares and drops
/// PostgreSQL databases, it keeps the services of the catalog as people ask for them, and it is to the portal what any
/// company's own platform is: a server that gets signed webhooks
/// and a client of the public REST API.
///
/// Invariants: it knows no class of the portal; it listens on loopback only; it trusts a message only with a valid
/// signature that is at most five minutes old; every job can be done again without harm, because messages are repeated
/// and the process may die at any moment (unfinished runs are taken up again at the next start).
/// Start reading at [SandboxPlatform].
@NullMarked
package io.portolan.sandbox;

import org.jspecify.annotations.NullMarked;

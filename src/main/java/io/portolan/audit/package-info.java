/// The read side of the change log for people and clients: who did what, when, why, and what it changed.
///
/// Invariants: writes nothing but the wish to replay a put-aside delivery; viewers who are no administrators never see
/// changes to users, teams, secrets, credentials and sessions. Start reading at [AuditTrail].
@NullMarked
package io.portolan.audit;

import org.jspecify.annotations.NullMarked;

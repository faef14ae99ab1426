/// Who may do what: users, teams, API clients and their tokens, roles and permissions, and the secrets of the
/// organisation.
///
/// Invariants: a password is kept only as a hash; every other secret only encrypted by [SecretBox] and never given out
/// by an answer, a log line or a change; what nobody allowed is refused. A change of a user or client counts from the
/// next request on, sessions and tokens that are already out included. Start reading at [CurrentActor] and
/// [Permissions].
@NullMarked
package io.portolan.access;

import org.jspecify.annotations.NullMarked;

/// What happened, once and for all: one append-only table is audit log, history of every entity, outbox and payload of
/// automations.
///
/// A change is appended by [ChangeLog] in the transaction that makes it, together with one delivery for each
/// [ChangeConsumer] that wants it; [ChangeDispatcher] works the deliveries after the commit, in order per key, with
/// retries, and puts aside what keeps failing. [ChangeHistory] reads.
///
/// Invariants: no change without its transaction; nothing rewrites a change; a delivery disappears only when its
/// consumer has finished or a person gives it up; consumers must bear to see a change twice. An invariant is a method
/// call in one transaction, never a consumer. Lock order: the rows of the feature first, the change log last.
///
/// Start reading at [ChangeLog].
@NullMarked
package io.portolan.changelog;

import org.jspecify.annotations.NullMarked;

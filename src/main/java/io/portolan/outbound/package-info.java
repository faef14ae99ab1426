/// The one client for calls that leave the portal: webhooks, presets, notifications, descriptions of APIs and calls
/// that try them. Nothing else opens a connection.
///
/// Invariants: only `http` and `https`; the address that is really connected to must be public unless its `host:port`
/// is allow-listed ([OutboundAllowList]); each redirect is checked like a first request; every call ends within its
/// time-out and reads no more than its limit; no proxy, cookie, cached login or environment setting takes part.
/// [KafkaSender] alone goes another way, to the one Kafka that the operator names.
/// Start reading at [OutboundClient].
@NullMarked
package io.portolan.outbound;

import org.jspecify.annotations.NullMarked;

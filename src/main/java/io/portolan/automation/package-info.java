/// What happens by itself: automations (actions whose trigger is an event) and the timers whose expiry is one of those
/// events. Dialect section 6.
///
/// The automations themselves are kept by `action`; this room decides when they run. A change is delivered to
/// [AutomationConsumer], matched in memory by [TriggerIndex], put to the [Condition], and starts at most one run per
/// automation however often it is delivered. Timers are rows kept in step with the entities by [TimerConsumer]; the
/// sweep of [TimerService] turns each expired value into exactly one `TIMER_EXPIRED` change.
///
/// Invariants: a firing and its run are one transaction; the expiry of a value and its change are one transaction; no
/// chain of automations grows beyond [io.portolan.changelog.Change#MAX_DEPTH]. Lock order: timer rows, entity rows,
/// change log. Start reading at [AutomationConsumer].
@NullMarked
package io.portolan.automation;

import org.jspecify.annotations.NullMarked;

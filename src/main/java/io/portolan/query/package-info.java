/// The search language of the portal (dialect section 3.1) as values: what a caller asks for, without any idea of how
/// it is answered.
///
/// [QueryParser] turns JSON into a [SearchQuery], a tree of [Rule]s; [QueryResolver] replaces what depends on the
/// caller
/// and on the moment (`user`, `userTeams`, `lastWeek`) by plain values; [QueryMatcher] answers it for one entity in
/// memory. The SQL for it lives in the catalog and agrees with the matcher on every operator.
///
/// Invariants: everything here is immutable and pure, knows neither blueprints nor the database, and a value of the
/// wrong type is a rule that does not match, never an error. A negative operator is the exact complement of its
/// positive one, so `!=` and `notIn` match entities without a value. Start reading at [Rule].
@NullMarked
package io.portolan.query;

import org.jspecify.annotations.NullMarked;

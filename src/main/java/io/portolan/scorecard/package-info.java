/// Scorecards (dialect section 4): levels that entities of a blueprint reach by passing rules, and the results.
///
/// [Scorecard] is the definition, [ScorecardEvaluator] decides (pure), [ScorecardService] changes definitions,
/// [ScorecardResults] reads what entities reached. Results are kept by a consumer of the change log: a changed entity
/// is evaluated again, a changed scorecard or blueprint brings every entity of the blueprint.
///
/// Invariants: there is one result for each entity and scorecard whose filter the entity passes; results of one
/// blueprint are written by one evaluation at a time, which reads the entities after it has got the turn, so an older
/// state never overwrites a newer one; every change of a level is in the change log with its cause. Start reading at
/// [ScorecardEvaluator].
@NullMarked
package io.portolan.scorecard;

import org.jspecify.annotations.NullMarked;

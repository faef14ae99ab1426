/// Scorecards in the browser: list, one scorecard with its entities, the editor with its preview, and the panel on the
/// page of an entity.
///
/// Invariants: lists are paged; a failed rule always says what was found and what was wanted. Start reading at
/// [ScorecardPanels] for what other rooms use.
@NullMarked
@NamedInterface("ui")
package io.portolan.scorecard.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

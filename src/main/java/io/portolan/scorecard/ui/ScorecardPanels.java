package io.portolan.scorecard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardEvaluator;
import io.portolan.scorecard.ScorecardResults;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Texts;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/// Makes the parts of scorecards that other pages show. Call on the UI thread.
@Service
public class ScorecardPanels {

    private final ScorecardResults results;
    private final BlueprintService blueprints;
    private final Clock clock;

    ScorecardPanels(ScorecardResults results, BlueprintService blueprints, Clock clock) {
        this.results = results;
        this.blueprints = blueprints;
        this.clock = clock;
    }

    /// What an entity reached in each scorecard, and what is in the way of more.
    public ScorecardPanel of(Entity entity) {
        return new ScorecardPanel(
                entity,
                blueprints.require(entity.blueprint()),
                results.scorecards(entity.blueprint()),
                results.of(entity),
                clock.instant());
    }

    /// Whether there is anything to show for entities of a blueprint.
    public boolean any(String blueprint) {
        return !results.scorecards(blueprint).isEmpty();
    }

    /// The levels of an entity as chips that lead to its scorecards.
    public List<Component> badges(Entity entity, String path) {
        return results.scorecards(entity.blueprint()).stream()
                .flatMap(scorecard -> ScorecardEvaluator.evaluate(scorecard, entity.toJson(), clock.instant()).stream()
                        .map(result -> badge(scorecard, result.levelIndex(), path)))
                .toList();
    }

    private static Component badge(Scorecard scorecard, int level, String path) {
        var reached = scorecard.levels().get(level);
        EnumBadge badge = new EnumBadge(reached.title(), reached.color());
        Anchor anchor = new Anchor(path, badge);
        anchor.addClassName("sc-level-link");
        anchor.getElement()
                .setAttribute("aria-label", Texts.get("scorecard.level.of", scorecard.title(), reached.title()));
        anchor.setTitle(Texts.get("scorecard.level.of", scorecard.title(), reached.title()));
        return anchor;
    }
}

package io.portolan.page.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.EntityColumnContributor;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardResults;
import io.portolan.ui.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// A column in the tables of the catalog for each scorecard: the level that an entity holds.
@Component
class ScorecardColumns implements EntityColumnContributor {

    private final ScorecardResults results;

    ScorecardColumns(ScorecardResults results) {
        this.results = results;
    }

    @Override
    public List<Column> columns(Blueprint blueprint) {
        return results.scorecards(blueprint.identifier()).stream()
                .map(scorecard -> new Column(
                        "scorecard:" + scorecard.identifier(), scorecard.title(), page -> cells(scorecard, page)))
                .toList();
    }

    private Map<String, Cell> cells(Scorecard scorecard, List<Entity> entities) {
        Map<Long, List<ScorecardResults.Held>> held = results.of(entities);
        Map<String, Cell> cells = new HashMap<>();
        for (Entity entity : entities) {
            for (ScorecardResults.Held one : held.getOrDefault(entity.id(), List.of())) {
                if (one.result().scorecard().equals(scorecard.identifier())) {
                    int index = scorecard.indexOf(one.result().level());
                    cells.put(
                            entity.identifier(),
                            new Cell(
                                    one.result().level(),
                                    index < 0
                                            ? null
                                            : scorecard.levels().get(index).color(),
                                    Texts.get(
                                            "page.rules.passed",
                                            one.result().passed(),
                                            one.result().rules().size())));
                }
            }
        }
        return cells;
    }
}

package io.portolan.scorecard;

import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.EntityChanges;
import io.portolan.catalog.EntityReader;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.kernel.Actor;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Evaluates again what a change may have moved: the entity, or every entity of the blueprint.
@Component
class ScorecardConsumer implements ChangeConsumer, EntityReader {

    private final ScorecardEvaluation evaluation;
    private final ScorecardRows rows;

    ScorecardConsumer(ScorecardEvaluation evaluation, ScorecardRows rows) {
        this.evaluation = evaluation;
        this.rows = rows;
    }

    @Override
    public String consumer() {
        return name();
    }

    @Override
    public Set<String> blueprints(List<Blueprint> model) {
        return rows.blueprints();
    }

    @Override
    public String name() {
        return "scorecard";
    }

    @Override
    public boolean wants(Change change) {
        return switch (change.kind()) {
            case ENTITY_CREATED, ENTITY_UPDATED -> EntityChanges.concerns(change, name());
            case SCORECARD_CREATED, SCORECARD_UPDATED, BLUEPRINT_UPDATED -> true;
            default -> false;
        };
    }

    @Override
    public void handle(Change change) {
        String blueprint = change.blueprint();
        if (blueprint == null) {
            return;
        }
        Actor.Cause cause = new Actor.Cause(change.id(), change.depth());
        switch (change.kind()) {
            case ENTITY_CREATED, ENTITY_UPDATED -> evaluation.one(blueprint, change.identifier(), cause);
            default -> evaluation.all(blueprint, cause);
        }
    }
}

package io.portolan.scorecard;

import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityEnricher;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// `scorecards` in the wire form of entities.
@Component
class ScorecardEnricher implements EntityEnricher {

    private final ScorecardResults results;

    ScorecardEnricher(ScorecardResults results) {
        this.results = results;
    }

    @Override
    public void enrich(List<Entity> entities, List<ObjectNode> documents) {
        Map<Long, List<ScorecardResults.Held>> held = results.of(entities);
        for (int i = 0; i < entities.size(); i++) {
            ObjectNode scorecards = documents.get(i).putObject("scorecards");
            for (ScorecardResults.Held one : held.getOrDefault(entities.get(i).id(), List.of())) {
                scorecards.set(one.result().scorecard(), one.result().toJson());
            }
        }
    }
}

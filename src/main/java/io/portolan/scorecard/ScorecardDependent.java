package io.portolan.scorecard;

import io.portolan.blueprint.BlueprintDependent;
import io.portolan.blueprint.Dependents;
import io.portolan.kernel.Actor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Scorecards that speak of the properties and relations of a blueprint.
@Component
class ScorecardDependent implements BlueprintDependent {

    private final ScorecardService service;

    ScorecardDependent(ScorecardService service) {
        this.service = service;
    }

    @Override
    public void describe(Change change, ObjectNode impact, ArrayNode references) {
        for (Scorecard scorecard : service.of(change.before().identifier())) {
            Dependents.add(
                    references, "scorecard", scorecard.identifier(), scorecard.title(), scorecard.definition(), change);
        }
    }

    @Override
    public void renamed(String blueprint, String from, String to, Actor actor) {
        for (Scorecard scorecard : service.of(blueprint)) {
            Dependents.rename(
                    scorecard.definition(),
                    from,
                    to,
                    renamed -> service.replace(blueprint, scorecard.identifier(), renamed, actor));
        }
    }
}

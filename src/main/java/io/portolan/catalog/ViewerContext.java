package io.portolan.catalog;

import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.query.ContextValues;
import io.portolan.query.Operand;
import io.portolan.query.QueryMatcher;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;

/// What `{"context":"user"}` and `{"context":"userTeams"}` mean for an actor: the entities of `_user` and `_team`.
@Component
class ViewerContext {

    private final BlueprintService blueprints;
    private final EntityRows rows;

    ViewerContext(BlueprintService blueprints, EntityRows rows) {
        this.blueprints = blueprints;
        this.rows = rows;
    }

    ContextValues of(Actor actor) {
        return operand -> operand.context() == Operand.Context.USER
                ? value("_user", actor.id(), operand.property())
                : teams(actor, operand.property());
    }

    private ArrayNode teams(Actor actor, String property) {
        ArrayNode values = Json.array();
        actor.teams().forEach(team -> values.add(value("_team", team, property)));
        return values;
    }

    private JsonNode value(String blueprint, String identifier, String property) {
        if (property.equals("$identifier")) {
            return Json.mapper().getNodeFactory().stringNode(identifier);
        }
        Optional<Entity> entity = blueprints.find(blueprint).flatMap(found -> rows.find(found, identifier));
        return entity.map(found -> QueryMatcher.valueOf(found.toJson(), property))
                .orElse(NullNode.instance);
    }
}

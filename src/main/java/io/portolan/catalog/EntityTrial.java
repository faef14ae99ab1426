package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.ExpressionTrial;
import io.portolan.expression.Explanation;
import io.portolan.expression.ExpressionException;
import io.portolan.kernel.Actor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tries calculations on the entities of the catalog, by the same engine, input and limits as [ComputedValues].
@Component
class EntityTrial implements ExpressionTrial {

    private static final int MOST_CANDIDATES = 100;
    private static final List<Sort> LATEST = List.of(Sort.descending("$updatedAt"));

    private final BlueprintService blueprints;
    private final EntityService entities;
    private final EntitySearch search;
    private final ComputedValues values;

    EntityTrial(BlueprintService blueprints, EntityService entities, EntitySearch search, ComputedValues values) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.search = search;
        this.values = values;
    }

    @Override
    public List<Candidate> candidates(String blueprint, String text, int offset, int limit, Actor viewer) {
        EntityQuery query = EntityQuery.of(blueprint)
                .text(text)
                .sort(text.isBlank() ? LATEST : List.of())
                .offset(offset)
                .limit(Math.min(limit, MOST_CANDIDATES));
        return search.search(query, viewer).items().stream()
                .map(EntityTrial::candidate)
                .toList();
    }

    @Override
    public Optional<Outcome> of(String blueprint, @Nullable String entity, String calculation, Actor viewer) {
        Blueprint kind = blueprints.require(blueprint);
        Optional<Entity> subject = entity == null
                ? search.search(EntityQuery.of(blueprint).sort(LATEST).limit(1), viewer).items().stream()
                        .findFirst()
                : entities.find(blueprint, entity, viewer);
        return subject.map(found -> {
            ObjectNode input = ComputedValues.input(kind, found, found.computed());
            return new Outcome(candidate(found), input, result(calculation, input));
        });
    }

    private Result result(String calculation, ObjectNode input) {
        try {
            Explanation explanation = values.tried(calculation, input);
            String reason = Objects.requireNonNullElse(explanation.reason(), "");
            if (explanation.error() != null) {
                return new Result.Failed(reason.isEmpty() ? explanation.error() : reason, 0, 0);
            }
            JsonNode value = explanation.outputs().isEmpty()
                    ? null
                    : explanation.outputs().getFirst();
            if (value == null || value.isNull()) {
                return new Result.Nothing(reason);
            }
            return ComputedValues.storable(value)
                    ? new Result.Value(value)
                    : new Result.Failed("The value holds the character 0, which cannot be stored", 0, 0);
        } catch (ExpressionException.CompileFailed e) {
            return new Result.Failed(String.valueOf(e.getMessage()), e.line(), e.column());
        }
    }

    private static Candidate candidate(Entity entity) {
        return new Candidate(entity.identifier(), entity.displayTitle());
    }
}

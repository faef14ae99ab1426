package io.portolan.catalog;

import io.portolan.blueprint.AggregationDefinition;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.CalculationDefinition;
import io.portolan.expression.Budget;
import io.portolan.expression.Explanation;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqOptions;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import io.portolan.query.ContextValues;
import io.portolan.query.QueryParser;
import io.portolan.query.QueryResolver;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Computes mirrors, aggregations and calculations (dialect sections 1.3 to 1.5), in this order: a calculation may read
/// the other two. What cannot be computed is null; it never keeps an entity from being written.
@Component
class ComputedValues {

    private static final int MOST_PROGRAMS = 5_000;

    private final ComputedRows rows;
    private final Clock clock;
    private final Map<String, JqProgram> programs = new ConcurrentHashMap<>();

    ComputedValues(ComputedRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    static boolean hasAny(Blueprint blueprint) {
        return !blueprint.mirrors().isEmpty()
                || !blueprint.calculations().isEmpty()
                || !blueprint.aggregations().isEmpty()
                || !blueprint.inheritedFrom().isEmpty();
    }

    /// An entity whose values were computed anew, before and after.
    record Refreshed(Entity before, Entity after) {}

    /// Computes the entities of one blueprint and stores what differs; gives those whose values changed.
    List<Refreshed> refresh(Blueprint blueprint, List<Entity> entities, List<Blueprint> all) {
        if (entities.isEmpty()
                || (!hasAny(blueprint)
                        && entities.stream().allMatch(e -> e.computed().isEmpty()))) {
            return List.of();
        }
        Map<Long, JsonNode> teams = inherited(blueprint, entities, all);
        rows.storeTeams(teams);
        List<Entity> owned = entities.stream()
                .map(entity -> {
                    JsonNode team = teams.get(entity.id());
                    return team == null ? entity : entity.owned(Json.texts(team));
                })
                .toList();
        Map<Long, ObjectNode> computed = compute(blueprint, owned, all);
        Map<Long, ObjectNode> different = new LinkedHashMap<>();
        List<Refreshed> changed = new ArrayList<>();
        for (int i = 0; i < entities.size(); i++) {
            Entity entity = entities.get(i);
            ObjectNode values = computed.getOrDefault(entity.id(), Json.object());
            boolean same = JsonEquality.equal(values, entity.computed());
            if (!same) {
                different.put(entity.id(), values);
            }
            if (!same || teams.containsKey(entity.id())) {
                changed.add(new Refreshed(entity, owned.get(i).computing(values)));
            }
        }
        rows.store(different);
        return changed;
    }

    /// The owners that differ from those stored, where they are inherited.
    private Map<Long, JsonNode> inherited(Blueprint blueprint, List<Entity> entities, List<Blueprint> all) {
        if (blueprint.inheritedFrom().isEmpty()) {
            return Map.of();
        }
        Map<Long, JsonNode> found = ComputedPath.ofOwnership(blueprint, Blueprint.byIdentifier(all))
                .map(path -> rows.mirrored(
                        path,
                        ComputedPath.OWNERS,
                        entities.stream().map(Entity::id).toList()))
                .orElse(Map.of());
        Map<Long, JsonNode> different = new LinkedHashMap<>();
        for (Entity entity : entities) {
            JsonNode teams = found.getOrDefault(entity.id(), Json.array()).path(0);
            JsonNode names = teams.isArray() ? teams : Json.array();
            if (!Json.texts(names).equals(entity.team())) {
                different.put(entity.id(), names);
            }
        }
        return different;
    }

    private Map<Long, ObjectNode> compute(Blueprint blueprint, List<Entity> entities, List<Blueprint> all) {
        Map<Long, ObjectNode> computed = new HashMap<>();
        entities.forEach(entity -> computed.put(entity.id(), Json.object()));
        Map<String, Blueprint> model = Blueprint.byIdentifier(all);
        blueprint
                .mirrors()
                .values()
                .forEach(mirror -> ComputedPath.of(blueprint, mirror, model).ifPresent(path -> {
                    Map<Long, JsonNode> values =
                            rows.mirrored(path, mirror.path().getLast(), computed.keySet());
                    computed.forEach((id, json) -> {
                        JsonNode value = values.get(id);
                        if (value != null) {
                            put(json, mirror.identifier(), path.many() ? value : value.get(0));
                        }
                    });
                }));
        blueprint.aggregations().values().forEach(aggregation -> aggregate(blueprint, aggregation, model, computed));
        for (Entity entity : entities) {
            ObjectNode json = computed.get(entity.id());
            if (json != null && !blueprint.calculations().isEmpty()) {
                calculate(blueprint, entity, json);
            }
        }
        return computed;
    }

    private static void put(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull() && !value.isMissingNode()) {
            json.set(name, value);
        }
    }

    /// How a calculation comes to its value; null when it does not compile.
    @Nullable
    Explanation explain(Blueprint blueprint, CalculationDefinition calculation, Entity entity) {
        try {
            return program(calculation.calculation())
                    .explain(input(blueprint, entity, entity.computed()), Budget.standard());
        } catch (ExpressionException.CompileFailed _) {
            return null;
        }
    }

    /// As [#explain] over [#input], for a text that is not stored. Throws [ExpressionException.CompileFailed].
    Explanation tried(String calculation, ObjectNode input) {
        return JqProgram.compile(calculation, JqOptions.portal().withClock(clock))
                .explain(input, Budget.standard());
    }

    /// What a calculation sees: the entity with its mirrors and aggregations, without any calculation.
    static ObjectNode input(Blueprint blueprint, Entity entity, ObjectNode computed) {
        ObjectNode seen = computed.deepCopy();
        seen.remove(blueprint.calculations().keySet());
        return entity.computing(seen).toJson();
    }

    void calculate(Blueprint blueprint, Entity entity, ObjectNode computed) {
        ObjectNode document = input(blueprint, entity, computed);
        blueprint.calculations().values().forEach(calculation -> {
            JsonNode value = evaluate(calculation.calculation(), document);
            put(computed, calculation.identifier(), value);
        });
    }

    private JqProgram program(String text) {
        if (programs.size() > MOST_PROGRAMS) {
            programs.clear();
        }
        return programs.computeIfAbsent(
                text, each -> JqProgram.compile(each, JqOptions.portal().withClock(clock)));
    }

    /// Whether a value of the blueprint changes by time alone.
    boolean dependsOnTime(Blueprint blueprint) {
        boolean calculated = blueprint.calculations().values().stream().anyMatch(calculation -> {
            try {
                return program(calculation.calculation()).dependencies().time();
            } catch (ExpressionException _) {
                return false;
            }
        });
        return calculated
                || blueprint.aggregations().values().stream()
                        .anyMatch(aggregation -> aggregation.spec().has("averageOf")
                                || Json.write(aggregation.json().path("query")).contains("\"preset\"")
                                || Json.write(aggregation.json().path("query")).contains("xpired\""));
    }

    private JsonNode evaluate(String text, ObjectNode document) {
        try {
            JsonNode value = program(text).evaluate(document, Budget.standard());
            return value == null || !storable(value) ? NullNode.instance : value;
        } catch (ExpressionException _) {
            return NullNode.instance;
        }
    }

    /// What the database can hold: no text with the character 0.
    static boolean storable(JsonNode value) {
        return !Json.write(value).contains("\\u0000");
    }

    private void aggregate(
            Blueprint blueprint,
            AggregationDefinition aggregation,
            Map<String, Blueprint> model,
            Map<Long, ObjectNode> computed) {
        List<ComputedPath> paths = ComputedPath.of(blueprint, aggregation, model);
        Blueprint target = model.get(aggregation.target());
        ObjectNode spec = aggregation.spec();
        String function = String.valueOf(Json.text(spec, "func"));
        String property = Json.text(spec, "property");
        String measuredBy = Json.text(spec, "measureTimeBy");
        Map<Long, ComputedRows.Aggregate> values = paths.isEmpty() || target == null
                ? Map.of()
                : aggregates(paths, target, aggregation, function, property, measuredBy, computed.keySet());
        computed.forEach(
                (id, json) -> put(json, aggregation.identifier(), number(function, property, spec, values.get(id))));
    }

    private Map<Long, ComputedRows.Aggregate> aggregates(
            List<ComputedPath> paths,
            Blueprint target,
            AggregationDefinition aggregation,
            String function,
            @Nullable String property,
            @Nullable String measuredBy,
            Collection<Long> ids) {
        SqlParameters parameters = new SqlParameters();
        Instant now = clock.instant();
        JsonNode query = aggregation.json().get("query");
        String condition = query == null || query.isNull() || query.isEmpty()
                ? "true"
                : new Conditions(parameters, SearchModel.of(List.of(target)), now, null)
                        .of(QueryResolver.resolve(
                                QueryParser.parseLenient(query, "/query"), ContextValues.none(), now));
        return rows.aggregated(
                paths, parameters, condition, function, property, measuredBy == null ? "$createdAt" : measuredBy, ids);
    }

    private @Nullable JsonNode number(
            String function, @Nullable String property, ObjectNode spec, ComputedRows.@Nullable Aggregate found) {
        if (found == null) {
            return function.equals("count") || function.equals("sum")
                    ? Json.object().numberNode(0)
                    : null;
        }
        Double value = found.value();
        if (value == null) {
            return null;
        }
        double result = function.equals("average")
                ? value / divisor(String.valueOf(Json.text(spec, "averageOf")), property, found)
                : value;
        return Json.object()
                .numberNode(BigDecimal.valueOf(result)
                        .stripTrailingZeros()
                        .setScale(Math.max(
                                0,
                                BigDecimal.valueOf(result).stripTrailingZeros().scale())));
    }

    /// The number of hours, days … since the first of the entities, begun ones counted whole; or of the entities.
    private double divisor(String averageOf, @Nullable String property, ComputedRows.Aggregate found) {
        Instant first = found.first();
        Duration unit = switch (averageOf) {
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            case "week" -> Duration.ofDays(7);
            case "month" -> Duration.ofDays(30);
            default -> Duration.ZERO;
        };
        if (unit.isZero() || first == null) {
            return property == null ? 1 : Math.max(1, found.count());
        }
        long seconds = Math.max(1, Duration.between(first, clock.instant()).toSeconds());
        return Math.max(1, Math.ceilDiv(seconds, unit.toSeconds()));
    }
}

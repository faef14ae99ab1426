package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintDependent;
import io.portolan.blueprint.BlueprintService;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a change of a blueprint would do to its entities: which become invalid, what they lose, which calculated values
/// come out differently.
@Component
class CatalogImpact implements BlueprintDependent {

    private static final int PAGE = 1_000;
    /// So many entities are looked at; the answer says when there are more.
    private static final int MOST = 100_000;
    private static final int MOST_NAMED = 100;
    /// So many entities are calculated anew.
    private static final int MOST_CALCULATED = 5_000;
    private static final int MOST_EXAMPLES = 10;

    private final EntityRows rows;
    private final ComputedValues values;
    private final EntityChanges changes;
    private final BlueprintService blueprints;
    private final ChangeLog changeLog;
    private final JdbcClient jdbc;

    CatalogImpact(
            EntityRows rows,
            ComputedValues values,
            EntityChanges changes,
            BlueprintService blueprints,
            ChangeLog changeLog,
            JdbcClient jdbc) {
        this.rows = rows;
        this.values = values;
        this.changes = changes;
        this.blueprints = blueprints;
        this.changeLog = changeLog;
        this.jdbc = jdbc;
    }

    @Override
    public void describe(Change change, ObjectNode impact, ArrayNode references) {
        Blueprint before = change.before();
        Blueprint after = change.after();
        ArrayNode invalid = Json.array();
        long seen = 0;
        long broken = 0;
        long calculated = 0;
        Map<String, Differences> computed = new TreeMap<>();
        boolean calculates = !before.calculations().equals(after.calculations());
        List<Entity> page = rows.after(before.identifier(), 0, PAGE);
        while (!page.isEmpty() && seen < MOST) {
            for (Entity entity : page) {
                seen++;
                List<Violation> violations = EntityValidator.check(
                        after,
                        EntityState.of(
                                after, entity, EntityDraft.named(entity.blueprint(), entity.identifier(), null), true));
                if (!violations.isEmpty() && broken++ < MOST_NAMED) {
                    ObjectNode one = invalid.addObject().put("identifier", entity.identifier());
                    ArrayNode reasons = one.putArray("reasons");
                    violations.forEach(violation -> reasons.add(violation.pointer() + " " + violation.reason()));
                }
                if (calculates && calculated++ < MOST_CALCULATED) {
                    compare(before, after, entity, computed);
                }
            }
            page = rows.after(before.identifier(), page.getLast().id(), PAGE);
        }
        ObjectNode entities = impact.putObject("entities");
        entities.put("checked", seen).put("more", !page.isEmpty()).put("invalid", broken);
        entities.set("first", invalid);
        impact.set("lost", lost(change));
        long compared = Math.min(calculated, MOST_CALCULATED);
        ArrayNode differences = impact.putArray("computed");
        computed.forEach((property, each) -> differences
                .addObject()
                .put("property", property)
                .put("changed", each.count)
                .put("ofChecked", compared)
                .set("examples", each.examples));
    }

    private static final class Differences {
        private final ArrayNode examples = Json.array();
        private long count;
    }

    private void compare(Blueprint before, Blueprint after, Entity entity, Map<String, Differences> differences) {
        ObjectNode fresh = entity.computed().deepCopy();
        fresh.remove(before.calculations().keySet());
        values.calculate(after, entity, fresh);
        after.calculations().keySet().forEach(name -> {
            JsonNode old = entity.computed().get(name);
            JsonNode now = fresh.get(name);
            if (!Objects.equals(old, now)) {
                Differences found = differences.computeIfAbsent(name, key -> new Differences());
                found.count++;
                if (found.examples.size() < MOST_EXAMPLES) {
                    ObjectNode example = found.examples.addObject().put("identifier", entity.identifier());
                    example.set("before", old);
                    example.set("after", now);
                }
            }
        });
    }

    private void log(String blueprint, String from, String to, Actor actor) {
        EntityChanges.Batch batch = changes.over(blueprints.all());
        List<Entity> page = rows.after(blueprint, 0, PAGE);
        while (!page.isEmpty()) {
            List<NewChange> logged = new ArrayList<>();
            for (Entity entity : page) {
                if (entity.value(from) == null && entity.related(from).isEmpty()) {
                    continue;
                }
                ObjectNode before = entity.toJson();
                ObjectNode after = before.deepCopy();
                for (String section : List.of("properties", "relations")) {
                    if (after.get(section) instanceof ObjectNode values && values.has(from)) {
                        values.set(to, values.remove(from));
                    }
                }
                ObjectNode context = Json.object();
                context.putObject("renamed").put("from", from).put("to", to);
                logged.add(batch.of(
                        entity.id(),
                        ChangeKind.ENTITY_UPDATED,
                        blueprint,
                        entity.identifier(),
                        null,
                        before,
                        after,
                        context));
            }
            changeLog.append(logged, actor);
            page = rows.after(blueprint, page.getLast().id(), PAGE);
        }
    }

    private ArrayNode lost(Change change) {
        ArrayNode lost = Json.array();
        Blueprint before = change.before();
        for (String name : change.gone()) {
            boolean relation = before.relations().containsKey(name);
            long holders = relation
                    ? rows.holdersOfRelation(before.identifier(), name)
                    : before.properties().containsKey(name)
                            ? rows.holdersOfProperty(before.identifier(), name)
                            : rows.holdersOfComputed(before.identifier(), name);
            if (holders > 0) {
                lost.addObject()
                        .put("name", name)
                        .put(
                                "kind",
                                relation ? "relation" : before.properties().containsKey(name) ? "property" : "computed")
                        .put("entities", holders);
            }
        }
        return lost;
    }

    /// Moves the values along, own ones and edges; computed ones are computed again. Each entity with a value has
    /// changed by it, so that the past still shows the name of then.
    @Override
    public void renamed(String blueprint, String from, String to, Actor actor) {
        log(blueprint, from, to, actor);
        List<String> statements = new ArrayList<>();
        statements.add(
                "update entity set properties = (properties - :from) || jsonb_build_object(:to, properties -> :from)"
                        + " where blueprint = :blueprint and jsonb_exists(properties, :from)");
        statements.add("update entity set computed = (computed - :from) || jsonb_build_object(:to, computed -> :from)"
                + " where blueprint = :blueprint and jsonb_exists(computed, :from)");
        statements.add("update entity_relation er set relation = :to from entity e"
                + " where e.id = er.source and e.blueprint = :blueprint and er.relation = :from");
        for (String statement : statements) {
            jdbc.sql(statement)
                    .param("blueprint", blueprint)
                    .param("from", from)
                    .param("to", to)
                    .update();
        }
    }
}

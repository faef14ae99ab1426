package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintGuard;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.blueprint.ValueRules;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.query.QueryParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Speaks for the entities when a blueprint changes: what they hold has to stay valid, else the change is refused with
/// the number of entities it would break.
@Component
class CatalogGuard implements BlueprintGuard {

    private static final int PAGE = 1000;

    private final EntityRows rows;

    CatalogGuard(EntityRows rows) {
        this.rows = rows;
    }

    /// Conditions of aggregations are read by the same parser as searches.
    @Override
    public List<Violation> violations(Blueprint blueprint) {
        List<Violation> violations = new ArrayList<>();
        blueprint.aggregations().values().forEach(aggregation -> {
            JsonNode query = aggregation.json().get("query");
            if (query == null || query.isNull() || query.isEmpty()) {
                return;
            }
            String pointer = "/aggregationProperties/" + Violation.escape(aggregation.identifier()) + "/query";
            try {
                QueryParser.parseLenient(query, pointer);
            } catch (PortalException.Invalid e) {
                violations.addAll(e.violations());
            }
        });
        return violations;
    }

    /// The policy of a right is a search.
    @Override
    public List<Violation> violations(BlueprintRights rights) {
        JsonNode policy = rights.stored().path("read").path("policy");
        if (!policy.isObject() || policy.isEmpty()) {
            return List.of();
        }
        try {
            QueryParser.parse(policy, "/entities/read/policy");
            return List.of();
        } catch (PortalException.Invalid e) {
            return e.violations();
        }
    }

    @Override
    public List<Objection> objectionsToChange(Blueprint before, Blueprint after) {
        List<Objection> objections = new ArrayList<>();
        types(before, after, objections);
        Set<String> tightened = tightened(before, after);
        Set<String> demanded = new HashSet<>(after.required());
        demanded.removeAll(before.required());
        demanded.retainAll(after.properties().keySet());
        Set<String> relations = new HashSet<>();
        after.relations().values().stream()
                .filter(relation -> relation.required() && !required(before, relation))
                .forEach(relation -> relations.add(relation.identifier()));
        if (tightened.isEmpty() && demanded.isEmpty() && relations.isEmpty()) {
            return objections;
        }
        Map<String, Breakage> broken = new LinkedHashMap<>();
        List<Entity> page = rows.after(before.identifier(), 0, PAGE);
        while (!page.isEmpty()) {
            for (Entity entity : page) {
                tightened.forEach(name -> value(after, name, entity, broken));
                demanded.stream()
                        .filter(name -> !entity.properties().has(name))
                        .forEach(name -> count(
                                broken,
                                "/schema/required",
                                "would make property \"" + name + "\" required, which is missing",
                                entity));
                relations.stream()
                        .filter(name -> entity.related(name).isEmpty())
                        .forEach(name -> count(
                                broken,
                                "/relations/" + Violation.escape(name) + "/required",
                                "would make relation \"" + name + "\" required, which is missing",
                                entity));
            }
            page = rows.after(before.identifier(), page.getLast().id(), PAGE);
        }
        broken.values().forEach(breakage -> objections.add(breakage.objection()));
        return objections;
    }

    @Override
    public List<Objection> objectionsToDeletion(Blueprint blueprint) {
        long count = rows.count(blueprint.identifier());
        return count == 0
                ? List.of()
                : List.of(new Objection(
                        "",
                        "Blueprint \"" + blueprint.identifier() + "\" has dependant entities: " + count
                                + (count == 1 ? " entity" : " entities") + " would be lost; delete them first",
                        count,
                        true));
    }

    /// Types and the shape of relations never change (dialect section 0, rule 5).
    private void types(Blueprint before, Blueprint after, List<Objection> objections) {
        for (PropertyDefinition property : after.properties().values()) {
            PropertyDefinition old = before.properties().get(property.identifier());
            if (old != null && old.type() != property.type()) {
                long holders = rows.holdersOfProperty(before.identifier(), property.identifier());
                objections.add(new Objection(
                        "/schema/properties/" + Violation.escape(property.identifier()) + "/type",
                        "must stay \"" + old.type().wireName() + "\": the type of a property cannot change ("
                                + entities(holders) + " a value); add a property with another identifier instead",
                        holders));
            } else if (old != null
                    && old.hasFormat(PropertyFormat.LABELED_URL) != property.hasFormat(PropertyFormat.LABELED_URL)) {
                objections.add(new Objection(
                        "/schema/properties/" + Violation.escape(property.identifier()) + "/format",
                        "must stay as it is: a property cannot become a labelled URL, or stop being one; add a property"
                                + " with another identifier instead",
                        rows.holdersOfProperty(before.identifier(), property.identifier())));
            }
        }
        for (RelationDefinition relation : after.relations().values()) {
            RelationDefinition old = before.relations().get(relation.identifier());
            if (old == null) {
                continue;
            }
            boolean other = !old.target().equals(relation.target());
            if (other || old.many() != relation.many()) {
                long holders = rows.holdersOfRelation(before.identifier(), relation.identifier());
                if (holders > 0) {
                    objections.add(new Objection(
                            "/relations/" + Violation.escape(relation.identifier()) + (other ? "/target" : "/many"),
                            "must stay as it is while entities use the relation (" + entities(holders)
                                    + " a value); add a relation with another identifier instead",
                            holders));
                }
            }
        }
    }

    private static String entities(long count) {
        return count == 1 ? "1 entity has" : count + " entities have";
    }

    /// Properties whose rules are not the same as before.
    private static Set<String> tightened(Blueprint before, Blueprint after) {
        Set<String> names = new HashSet<>();
        for (PropertyDefinition property : after.properties().values()) {
            PropertyDefinition old = before.properties().get(property.identifier());
            if (old != null && old.type() == property.type() && !old.json().equals(property.json())) {
                names.add(property.identifier());
            }
        }
        return names;
    }

    private static boolean required(Blueprint before, RelationDefinition relation) {
        RelationDefinition old = before.relations().get(relation.identifier());
        return old != null && old.required();
    }

    private static void value(Blueprint after, String name, Entity entity, Map<String, Breakage> broken) {
        JsonNode value = entity.properties().get(name);
        PropertyDefinition property = after.properties().get(name);
        if (value == null || property == null) {
            return;
        }
        ValueRules.check(property, value).stream()
                .findFirst()
                .ifPresent(violation -> count(
                        broken,
                        "/schema/properties/" + Violation.escape(name),
                        "would refuse the present value of property \"" + name + "\"",
                        entity,
                        Json.write(value) + " " + violation.reason()));
    }

    private static void count(Map<String, Breakage> broken, String pointer, String what, Entity entity) {
        count(broken, pointer, what, entity, "");
    }

    private static void count(Map<String, Breakage> broken, String pointer, String what, Entity entity, String why) {
        Breakage breakage = broken.computeIfAbsent(pointer + what, key -> new Breakage(pointer, what));
        breakage.count++;
        if (breakage.examples.size() < 3) {
            breakage.examples.add("\"" + entity.identifier() + "\"" + (why.isEmpty() ? "" : " (" + why + ")"));
        }
    }

    private static final class Breakage {
        private final String pointer;
        private final String what;
        private final List<String> examples = new ArrayList<>();
        private long count;

        Breakage(String pointer, String what) {
            this.pointer = pointer;
            this.what = what;
        }

        Objection objection() {
            return new Objection(
                    pointer,
                    what + " in " + count + (count == 1 ? " entity" : " entities") + ": " + String.join(", ", examples)
                            + (count > examples.size() ? " …" : "") + "; mend "
                            + (count == 1 ? "it" : "them") + " first",
                    count);
        }
    }
}

package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Json;
import io.portolan.query.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Rules about the graph as SQL: each is a walk over `entity_relation` that gives a set of entity numbers.
final class GraphConditions {

    private final SqlParameters parameters;
    private final SearchModel model;

    GraphConditions(SqlParameters parameters, SearchModel model) {
        this.parameters = parameters;
        this.model = model;
    }

    /// Upstream is what the given entities depend on, downstream what depends on them, over any number of steps.
    String relatedTo(Rule.RelatedTo rule) {
        String up = "e.id in (" + transitive(rule, "source", "target") + ")";
        String down = "e.id in (" + transitive(rule, "target", "source") + ")";
        if (rule.direction() == null) {
            return "(" + up + " or " + down + ")";
        }
        return rule.direction() == Rule.Direction.UPSTREAM ? up : down;
    }

    private String transitive(Rule.RelatedTo rule, String from, String to) {
        String edges = rule.required() == null ? "" : " and " + requiredEdge("er", rule.required());
        return """
                with recursive walk(id) as (
                    select er.%2$s from entity_relation er
                    where er.%1$s in (%3$s)%4$s
                    union
                    select er.%2$s from walk w join entity_relation er on er.%1$s = w.id where true%4$s)
                select id from walk""".formatted(from, to, start(rule.blueprint(), rule.value().literal()), edges);
    }

    private String requiredEdge(String edge, boolean required) {
        ArrayNode pairs = Json.array();
        for (Blueprint blueprint : model.blueprints()) {
            for (RelationDefinition relation : blueprint.relations().values()) {
                if (relation.required() == required) {
                    pairs.addObject().put("blueprint", blueprint.identifier()).put("relation", relation.identifier());
                }
            }
        }
        return "exists (select 1 from entity es join jsonb_to_recordset(" + parameters.json(pairs)
                + ") as rd(blueprint text, relation text) on rd.blueprint = es.blueprint where es.id = " + edge
                + ".source and rd.relation = " + edge + ".relation)";
    }

    /// Without `fromBlueprint` the path is walked backwards from the value to the searched entities; with it, forwards
    /// from the entities of that blueprint.
    String path(Rule.Path rule) {
        boolean forwards = rule.fromBlueprint() != null;
        List<Rule.Path.Step> steps = forwards ? rule.path() : rule.path().reversed();
        String blueprint = forwards ? rule.fromBlueprint() : end(rule.path());
        String set = start(blueprint, rule.value().literal());
        for (Rule.Path.Step step : steps) {
            set = step(step, forwards, set);
        }
        return "e.id in (" + set + ")";
    }

    /// Where a path leads from the entities that are searched; null where that is not one blueprint. Two blueprints may
    /// have entities of one identifier, and the edges of the wrong one need not be looked at.
    private @Nullable String end(List<Rule.Path.Step> path) {
        Blueprint at = model.blueprints().size() == 1 ? model.blueprints().getFirst() : null;
        String name = null;
        for (Rule.Path.Step step : path) {
            RelationDefinition relation = at == null ? null : at.relations().get(step.relation());
            name = step.relation().equals("$team") ? "_team" : relation == null ? null : relation.target();
            if (name == null) {
                return null;
            }
            at = model.lookup().apply(name);
        }
        return name;
    }

    private String step(Rule.Path.Step step, boolean forwards, String set) {
        if (step.relation().equals("$team")) {
            return forwards
                    ? "select t.id from entity t where t.blueprint = '_team' and t.identifier = any("
                            + "select unnest(o.team) from entity o where o.id in (" + set + "))"
                    : "select o.id from entity o where o.team && array("
                            + "select t.identifier from entity t where t.blueprint = '_team' and t.id in (" + set
                            + "))";
        }
        String from = forwards ? "source" : "target";
        String to = forwards ? "target" : "source";
        String relation = parameters.text(step.relation());
        if (step.maxHops() <= 1) {
            return "select er." + to + " from entity_relation er where er.relation = " + relation + " and er." + from
                    + " in (" + set + ")";
        }
        return """
                with recursive hop(id, depth) as (
                    select er.%2$s, 1 from entity_relation er where er.relation = %3$s and er.%1$s in (%4$s)
                    union
                    select er.%2$s, h.depth + 1 from hop h
                    join entity_relation er on er.relation = %3$s and er.%1$s = h.id
                    where h.depth < %5$s)
                select id from hop""".formatted(from, to, relation, set, parameters.integer(step.maxHops()));
    }

    private String start(@Nullable String blueprint, JsonNode value) {
        List<String> identifiers = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> identifiers.add(item.asString("")));
        } else {
            identifiers.add(value.asString(""));
        }
        return "select s.id from entity s where s.identifier = any(" + parameters.texts(identifiers) + ")"
                + (blueprint == null ? "" : " and s.blueprint = " + parameters.text(blueprint));
    }

    /// Identifiers or titles at the other end of a relation, as the wire form has them: a list for `many`. Of a target
    /// that the viewer may not know of, the relation itself tells the identifier; its title stays hidden.
    String targets(Rule.Relation rule) {
        String column = rule.byTitle() ? title() : "et.identifier";
        String list = "(select coalesce(jsonb_agg(" + column + " order by er.position, et.identifier), '[]'::jsonb) "
                + "from entity_relation er join entity et on et.id = er.target where er.source = e.id and er.relation = "
                + parameters.text(rule.relation()) + ")";
        boolean many = model.blueprints().stream()
                .map(blueprint -> blueprint.relations().get(rule.relation()))
                .anyMatch(relation -> relation != null && relation.many());
        return many ? list : "(" + list + " -> 0)";
    }

    private String title() {
        String readable = model.readable().apply(parameters);
        String title = "coalesce(et.title, et.identifier)";
        return readable == null
                ? title
                : "case when exists (select 1 from entity e where e.id = et.id and " + readable + ") then " + title
                        + " else et.identifier end";
    }
}

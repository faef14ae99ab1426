package io.portolan.action;

import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.expression.Template;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.QueryParser;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Dynamic permissions, dialect section 5.7: where a block has a policy, the policy alone decides who may run or
/// approve, and the lists only who sees. Administrators may always do both.
///
/// A query that fails leaves its result empty; a condition that fails counts as not met.
@Component
class ActionPolicy {

    private static final int MOST = 1000;

    private final EntitySearch search;

    ActionPolicy(EntitySearch search) {
        this.search = search;
    }

    /// Whether a policy rather than the list of users, roles and teams decides who may run the action.
    static boolean decidesExecution(Action action) {
        return policy(action, "execute").isObject();
    }

    /// @param data `{inputs, entity, user, action, trigger}`
    boolean mayExecute(Action action, ObjectNode data, Actor actor) {
        JsonNode policy = policy(action, "execute");
        if (actor.isAdmin() || !policy.isObject()) {
            return action.permissions()
                    .mayExecute(actor, Json.texts(data.path("entity").path("team")));
        }
        return outputs(policy, data).stream().anyMatch(output -> output.booleanValue(false));
    }

    /// Each condition of the policy for running, with whether it lets the actor run; empty without a policy.
    Map<String, Boolean> explain(Action action, ObjectNode data) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        JsonNode policy = policy(action, "execute");
        if (policy.isObject()) {
            List<JsonNode> outputs = outputs(policy, data);
            JsonNode conditions = policy.path("conditions");
            for (int i = 0; i < outputs.size(); i++) {
                answers.put(
                        conditions.path(i).stringValue("false"), outputs.get(i).booleanValue(false));
            }
        }
        return answers;
    }

    /// E-mails of those whom a policy lets approve: its conditions give lists of them. Empty where no policy decides,
    /// but the lists of the action.
    ///
    /// @param data asked for only where a policy decides
    Optional<Set<String>> approvers(Action action, Supplier<ObjectNode> data) {
        JsonNode policy = policy(action, "approve");
        if (!policy.isObject()) {
            return Optional.empty();
        }
        return Optional.of(outputs(policy, data.get()).stream()
                .flatMap(JsonNode::valueStream)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static JsonNode policy(Action action, String block) {
        return action.permissions().document().path(block).path("policy");
    }

    private List<JsonNode> outputs(JsonNode policy, ObjectNode data) {
        ObjectNode context = data.deepCopy();
        ObjectNode results = context.putObject("results");
        policy.path("queries")
                .properties()
                .forEach(query -> results.putObject(query.getKey()).set("entities", entities(query.getValue(), data)));
        return policy.path("conditions")
                .valueStream()
                .map(condition -> evaluate(condition.stringValue("false"), context))
                .toList();
    }

    private ArrayNode entities(JsonNode query, ObjectNode data) {
        ArrayNode found = Json.array();
        try {
            JsonNode rendered = Template.compile(query).render(data);
            EntityQuery wanted = EntityQuery.everywhere()
                    .where(QueryParser.parse(rendered, "/policy/queries"))
                    .limit(MOST);
            search.search(wanted, Actor.system()).items().stream()
                    .map(Entity::toJson)
                    .forEach(found::add);
        } catch (ExpressionException | PortalException e) {
            found.removeAll();
        }
        return found;
    }

    private static JsonNode evaluate(String condition, ObjectNode context) {
        try {
            JsonNode output = JqProgram.compile(condition).evaluate(context);
            return output == null ? Json.object() : output;
        } catch (ExpressionException e) {
            return Json.object();
        }
    }
}

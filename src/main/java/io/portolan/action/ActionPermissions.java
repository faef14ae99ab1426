package io.portolan.action;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may run and who may approve an action, dialect section 5.7. Administrators may always do both.
public record ActionPermissions(ObjectNode document) {

    /// Every member may run, only administrators approve.
    static ActionPermissions standard() {
        ObjectNode document = Json.object();
        document.set("execute", lists(List.of(Role.MEMBER.wireName())).put("ownedByTeam", false));
        document.set("approve", lists(List.of()));
        document.withObject("/execute").putNull("policy");
        document.withObject("/approve").putNull("policy");
        return new ActionPermissions(document);
    }

    /// Nobody but administrators may do anything.
    static ObjectNode closed() {
        ObjectNode document = Json.object();
        document.set("execute", lists(List.of()).put("ownedByTeam", false));
        document.set("approve", lists(List.of()));
        return document;
    }

    /// The blocks given replace those that stand; keys left out of a block become empty. Throws
    /// [PortalException.Invalid].
    ActionPermissions patched(ObjectNode patch) {
        List<Violation> violations = new ArrayList<>();
        ObjectNode next = document.deepCopy();
        patch.properties().forEach(block -> {
            String name = block.getKey();
            if (!name.equals("execute") && !name.equals("approve")) {
                violations.add(Violation.at("/" + Violation.escape(name), "is not known; use execute or approve"));
            } else if (block.getValue() instanceof ObjectNode given) {
                next.set(name, merged(name, given, violations));
            } else {
                violations.add(Violation.at("/" + name, "must be object", block.getValue()));
            }
        });
        PortalException.throwIfAny(violations);
        return new ActionPermissions(next);
    }

    private static ObjectNode merged(String name, ObjectNode given, List<Violation> violations) {
        ObjectNode block = lists(List.of());
        if (name.equals("execute")) {
            block.put("ownedByTeam", false);
        }
        block.putNull("policy");
        given.properties().forEach(entry -> {
            String pointer = "/" + name + "/" + Violation.escape(entry.getKey());
            JsonNode value = entry.getValue();
            boolean fits = switch (entry.getKey()) {
                case "users", "roles", "teams" ->
                    value.isArray() && value.valueStream().allMatch(JsonNode::isString);
                case "ownedByTeam" -> value.isBoolean();
                case "policy" -> value.isNull() || value.isObject();
                default -> false;
            };
            if (!fits) {
                violations.add(Violation.at(pointer, "is unknown or has the wrong type", value));
            }
            block.set(entry.getKey(), value);
        });
        return block;
    }

    /// Whether the lists let the actor run the action.
    public boolean mayExecute(Actor actor) {
        return actor.isAdmin() || listed("execute", actor);
    }

    /// The same for an entity that these teams own: their members may too, where `ownedByTeam` says so.
    boolean mayExecute(Actor actor, Collection<String> owners) {
        return mayExecute(actor) || (ownedByTeam() && !Collections.disjoint(owners, actor.teams()));
    }

    /// Whether members of the teams that own an entity may run the action on it.
    boolean ownedByTeam() {
        return document.path("execute").path("ownedByTeam").asBoolean(false);
    }

    /// The names in a list, such as `execute` and `roles`.
    List<String> names(String block, String list) {
        return strings(block, list).toList();
    }

    /// Whether the lists let the actor approve runs.
    public boolean mayApprove(Actor actor) {
        return actor.isAdmin() || listed("approve", actor);
    }

    /// E-mails of the users who are named as approvers.
    List<String> namedApprovers() {
        return strings("approve", "users").toList();
    }

    /// Everyone named as approver, in the form of [#principals].
    List<String> approverPrincipals() {
        List<String> all = new ArrayList<>();
        strings("approve", "users").forEach(user -> all.add("user:" + user));
        strings("approve", "teams").forEach(team -> all.add("team:" + team));
        strings("approve", "roles").forEach(role -> all.add("role:" + role));
        return all;
    }

    /// The actor in all the ways a list can name it: `user:…`, `team:…`, `role:…`.
    static Set<String> principals(Actor actor) {
        Set<String> all = actor.teams().stream().map(team -> "team:" + team).collect(Collectors.toSet());
        all.add("user:" + actor.id());
        actor.roles().forEach(role -> all.add("role:" + role.wireName()));
        return all;
    }

    private boolean listed(String block, Actor actor) {
        Set<String> held = principals(actor);
        return strings(block, "users").anyMatch(user -> held.contains("user:" + user))
                || strings(block, "teams").anyMatch(team -> held.contains("team:" + team))
                || strings(block, "roles").anyMatch(role -> held.contains("role:" + role));
    }

    private java.util.stream.Stream<String> strings(String block, String list) {
        JsonNode values = document.path(block).path(list);
        return StreamSupport.stream(values.spliterator(), false)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    private static ObjectNode lists(List<String> roles) {
        ObjectNode block = Json.object();
        block.set("users", Json.array());
        block.set("roles", Json.strings(roles));
        block.set("teams", Json.array());
        return block;
    }
}

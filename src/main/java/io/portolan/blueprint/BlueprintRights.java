package io.portolan.blueprint;

import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may do what with the entities of a blueprint (dialect section 7.5): what was set, over what holds where
/// nothing was. Administrators and moderators of the blueprint may do everything, members read.
///
/// @param stored the blocks that somebody set, as on the wire without the outer `entities`; not to be changed
public record BlueprintRights(ObjectNode stored) {

    /// What can be done with an entity as a whole.
    public enum Right {
        READ,
        REGISTER,
        UPDATE,
        UNREGISTER;

        /// The key on the wire.
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// The values of an entity that are not properties and can have rights of their own.
    public static final List<String> META = List.of("$title", "$identifier", "$icon", "$team");

    private static final List<String> LISTS = List.of("users", "roles", "teams");
    private static final String PROPERTIES = "updateProperties";
    private static final String RELATIONS = "updateRelations";

    /// Those who hold a right: any one of the parts is enough.
    ///
    /// @param ownedByTeam members of the teams that own the entity hold it
    /// @param policy a search for the entities for which everybody holds it; null when there is none
    public record Holders(
            List<String> users,
            List<String> roles,
            List<String> teams,
            boolean ownedByTeam,
            @Nullable ObjectNode policy) {

        static Holders of(JsonNode block) {
            return new Holders(
                    Json.texts(block.path("users")),
                    Json.texts(block.path("roles")),
                    Json.texts(block.path("teams")),
                    block.path("ownedByTeam").asBoolean(false),
                    block.get("policy") instanceof ObjectNode policy && !policy.isEmpty() ? policy : null);
        }

        ObjectNode toJson() {
            ObjectNode json = Json.object();
            json.set("users", Json.strings(users));
            json.set("roles", Json.strings(roles));
            json.set("teams", Json.strings(teams));
            json.put("ownedByTeam", ownedByTeam);
            if (policy != null) {
                json.set("policy", policy);
            }
            return json;
        }
    }

    /// The role of those who moderate a blueprint.
    public static String moderator(String blueprint) {
        return blueprint + "-moderator";
    }

    public Holders of(Right right, String blueprint) {
        JsonNode block = stored.get(right.wireName());
        return block == null ? standard(right, blueprint) : Holders.of(block);
    }

    private static Holders standard(Right right, String blueprint) {
        List<String> roles = right == Right.READ
                ? List.of(Role.ADMIN.wireName(), moderator(blueprint), Role.MEMBER.wireName())
                : List.of(Role.ADMIN.wireName(), moderator(blueprint));
        return new Holders(List.of(), roles, List.of(), false, null);
    }

    /// Who may change one property, or `$title` and the like, besides those who may change everything.
    public Holders ofProperty(String property, String blueprint) {
        return part(PROPERTIES, property, blueprint);
    }

    /// Who may change one relation, besides those who may change everything.
    public Holders ofRelation(String relation, String blueprint) {
        return part(RELATIONS, relation, blueprint);
    }

    /// The rights on single properties and relations that somebody set, by their names.
    public Map<String, Holders> parts() {
        Map<String, Holders> parts = new LinkedHashMap<>();
        for (String section : List.of(PROPERTIES, RELATIONS)) {
            stored.path(section).properties().forEach(part -> parts.put(part.getKey(), Holders.of(part.getValue())));
        }
        return parts;
    }

    /// The same after a property or relation got another name; searches of policies follow, too.
    BlueprintRights renamed(String from, String to) {
        ObjectNode renamed = (ObjectNode) DefinitionNames.renamed(stored, from, to);
        for (String section : List.of(PROPERTIES, RELATIONS)) {
            if (renamed.get(section) instanceof ObjectNode parts && parts.has(from)) {
                parts.set(to, parts.remove(from));
            }
        }
        return new BlueprintRights(renamed);
    }

    /// The same after the blueprint got another identifier: its moderators stay its moderators.
    BlueprintRights ofRenamedBlueprint(String from, String to) {
        ObjectNode copy = stored.deepCopy();
        copy.findParents("roles").forEach(block -> {
            if (block instanceof ObjectNode holders) {
                holders.set(
                        "roles",
                        Json.strings(Json.texts(holders.path("roles")).stream()
                                .map(role -> role.equalsIgnoreCase(moderator(from)) ? moderator(to) : role)
                                .toList()));
            }
        });
        return new BlueprintRights(copy);
    }

    private Holders part(String section, String name, String blueprint) {
        JsonNode block = stored.path(section).get(name);
        return block == null ? standard(Right.UPDATE, blueprint) : Holders.of(block);
    }

    /// The wire form: `{"entities": {read, register, update, unregister, updateProperties, updateRelations}}`,
    /// every block present.
    ObjectNode toJson(Blueprint blueprint) {
        ObjectNode entities = Json.object();
        for (Right right : Right.values()) {
            entities.set(right.wireName(), of(right, blueprint.identifier()).toJson());
        }
        ObjectNode properties = entities.putObject(PROPERTIES);
        META.forEach(name ->
                properties.set(name, ofProperty(name, blueprint.identifier()).toJson()));
        blueprint
                .properties()
                .keySet()
                .forEach(name -> properties.set(
                        name, ofProperty(name, blueprint.identifier()).toJson()));
        ObjectNode relations = entities.putObject(RELATIONS);
        blueprint
                .relations()
                .keySet()
                .forEach(name -> relations.set(
                        name, ofRelation(name, blueprint.identifier()).toJson()));
        return Json.object().set("entities", entities);
    }

    /// These rights with each block of `patch` in the place of the one that stood there.
    BlueprintRights with(ObjectNode patch) {
        ObjectNode merged = stored.deepCopy();
        patch.path("entities").properties().forEach(entry -> {
            if (entry.getKey().equals(PROPERTIES) || entry.getKey().equals(RELATIONS)) {
                merged.withObject("/" + entry.getKey()).setAll((ObjectNode) entry.getValue());
            } else {
                merged.set(entry.getKey(), entry.getValue());
            }
        });
        return new BlueprintRights(merged);
    }

    /// What is wrong with a patch; policies are for a [BlueprintGuard] that knows how to read a search.
    static List<Violation> check(ObjectNode patch, Blueprint blueprint) {
        List<Violation> violations = new ArrayList<>();
        for (String key : patch.propertyNames()) {
            if (!key.equals("entities")) {
                violations.add(Violation.at("/" + Violation.escape(key), "is no known key; expected: entities"));
            }
        }
        if (!(patch.get("entities") instanceof ObjectNode entities)) {
            violations.add(Violation.at("/entities", "must be object", patch.get("entities")));
            return violations;
        }
        for (Map.Entry<String, JsonNode> entry : entities.properties()) {
            String pointer = "/entities/" + Violation.escape(entry.getKey());
            switch (entry.getKey()) {
                case "read", "register", "update", "unregister" ->
                    block(pointer, entry.getValue(), entry.getKey().equals("read"), blueprint, violations);
                case PROPERTIES, RELATIONS -> parts(pointer, entry, blueprint, violations);
                default ->
                    violations.add(
                            Violation.at(
                                    pointer,
                                    "is no known right; expected: read, register, update, unregister, updateProperties, updateRelations"));
            }
        }
        return violations;
    }

    private static void parts(
            String pointer, Map.Entry<String, JsonNode> section, Blueprint blueprint, List<Violation> violations) {
        if (!section.getValue().isObject()) {
            violations.add(Violation.at(pointer, "must be object", section.getValue()));
            return;
        }
        boolean properties = section.getKey().equals(PROPERTIES);
        section.getValue().properties().forEach(part -> {
            String name = part.getKey();
            String place = pointer + "/" + Violation.escape(name);
            boolean known = properties
                    ? META.contains(name) || blueprint.properties().containsKey(name)
                    : blueprint.relations().containsKey(name);
            if (!known) {
                violations.add(Violation.at(
                        place,
                        "names no " + (properties ? "own property" : "relation") + " of blueprint \""
                                + blueprint.identifier() + "\""));
            }
            block(place, part.getValue(), false, blueprint, violations);
        });
    }

    private static void block(
            String pointer, JsonNode block, boolean policyAllowed, Blueprint blueprint, List<Violation> violations) {
        if (!block.isObject()) {
            violations.add(Violation.at(pointer, "must be object", block));
            return;
        }
        for (Map.Entry<String, JsonNode> entry : block.properties()) {
            String place = pointer + "/" + Violation.escape(entry.getKey());
            JsonNode value = entry.getValue();
            if (LISTS.contains(entry.getKey())) {
                names(place, entry.getKey(), value, blueprint, violations);
            } else if (entry.getKey().equals("ownedByTeam")) {
                if (!value.isBoolean()) {
                    violations.add(Violation.at(place, "must be boolean", value));
                }
            } else if (entry.getKey().equals("policy") && policyAllowed) {
                if (!value.isObject() && !value.isNull()) {
                    violations.add(Violation.at(place, "must be a search or null", value));
                }
            } else {
                violations.add(Violation.at(
                        place,
                        "is no known key; expected: users, roles, teams, ownedByTeam"
                                + (policyAllowed ? ", policy" : "")));
            }
        }
    }

    private static void names(
            String pointer, String key, JsonNode value, Blueprint blueprint, List<Violation> violations) {
        if (!value.isArray() || !value.values().stream().allMatch(JsonNode::isString)) {
            violations.add(Violation.at(pointer, "must be a list of texts", value));
            return;
        }
        List<String> roles = List.of(Role.ADMIN.wireName(), Role.MEMBER.wireName(), moderator(blueprint.identifier()));
        for (int i = 0; i < value.size(); i++) {
            String name = Objects.requireNonNull(value.get(i)).stringValue();
            if (key.equals("roles") && roles.stream().noneMatch(name::equalsIgnoreCase)) {
                violations.add(Violation.at(
                        pointer + "/" + i,
                        "must be equal to one of the allowed values: " + String.join(", ", roles),
                        value.get(i)));
            }
        }
    }
}

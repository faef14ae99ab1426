package io.portolan.catalog;

import io.portolan.access.Invitation;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.blueprint.ValueRules;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks drafts and states against their blueprint. Pure; pointers are relative to the entity.
final class EntityValidator {

    private static final Pattern IDENTIFIER = Pattern.compile("^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/=-]+$");

    private EntityValidator() {}

    /// What is wrong with the shape of a draft, before anything of it is read.
    static List<Violation> shape(EntityDraft draft) {
        List<Violation> violations = new ArrayList<>();
        ObjectNode json = draft.json();
        JsonNode identifier = json.get("identifier");
        if (identifier != null && !identifier.isNull()) {
            if (!identifier.isString()) {
                violations.add(Violation.at("/identifier", "must be string", identifier));
            } else if (identifier.stringValue().length() > 1000) {
                violations.add(Violation.at("/identifier", "must NOT have more than 1000 characters", identifier));
            } else if (!IDENTIFIER.matcher(identifier.stringValue()).matches()
                    && !isOfDirectory(draft.blueprint(), identifier.stringValue())) {
                violations.add(Violation.at(
                        "/identifier",
                        "must match pattern \"" + IDENTIFIER.pattern()
                                + "\": letters, digits and @ _ . + : \\ / = - are allowed, spaces are not",
                        identifier));
            }
        }
        text(json, "title", violations);
        text(json, "icon", violations);
        for (String key : List.of("properties", "relations")) {
            JsonNode value = json.get(key);
            if (value != null && !value.isNull() && !value.isObject()) {
                violations.add(Violation.at("/" + key, "must be object", value));
            }
        }
        JsonNode team = json.get("team");
        if (team != null && !team.isNull() && !team.isString() && !isStrings(team)) {
            violations.add(Violation.at("/team", "must be a team's name or a list of names", team));
        }
        nulCharacter("", json, violations);
        return violations;
    }

    /// A user is known by an address, which has characters of its own (`o'neill@example.com`), a team by a name that
    /// people have given it (`Platform & Tools`).
    private static boolean isOfDirectory(String blueprint, String identifier) {
        return switch (blueprint) {
            case DirectoryWriter.USER -> Invitation.isEmail(identifier) && identifier.equals(identifier.strip());
            case DirectoryWriter.TEAM ->
                !identifier.isEmpty()
                        && identifier.equals(identifier.strip())
                        && identifier.chars().noneMatch(Character::isISOControl);
            default -> false;
        };
    }

    /// What is wrong with a state.
    static List<Violation> check(Blueprint blueprint, EntityState state) {
        List<Violation> violations = new ArrayList<>();
        for (PropertyDefinition property : blueprint.properties().values()) {
            String name = property.identifier();
            JsonNode value = state.properties().get(name);
            if (value == null) {
                if (blueprint.required().contains(name)) {
                    violations.add(Violation.at("/properties", "must have required property '" + name + "'"));
                }
                continue;
            }
            ValueRules.check(property, value)
                    .forEach(violation -> violations.add(violation.under("/properties/" + Violation.escape(name))));
        }
        blueprint.relations().values().forEach(relation -> relation(relation, state, violations));
        return violations;
    }

    private static void relation(RelationDefinition relation, EntityState state, List<Violation> violations) {
        String pointer = "/relations/" + Violation.escape(relation.identifier());
        JsonNode value = state.relations().get(relation.identifier());
        if (value == null || value.isNull()) {
            if (relation.required()) {
                violations.add(
                        Violation.at("/relations", "must have required property '" + relation.identifier() + "'"));
            }
        } else if (relation.many() ? !isStrings(value) : !value.isString()) {
            violations.add(Violation.at(
                    pointer,
                    relation.many()
                            ? "must be a list of identifiers of \"" + relation.target() + "\""
                            : "must be one identifier of \"" + relation.target() + "\"",
                    value));
        }
    }

    private static void text(ObjectNode json, String key, List<Violation> violations) {
        JsonNode value = json.get(key);
        if (value != null && !value.isNull() && !value.isString()) {
            violations.add(Violation.at("/" + key, "must be string", value));
        }
    }

    private static boolean isStrings(JsonNode value) {
        return value.isArray() && value.values().stream().allMatch(JsonNode::isString);
    }

    /// The database stores no character U+0000.
    private static void nulCharacter(String pointer, @Nullable JsonNode node, List<Violation> violations) {
        if (node == null) {
            return;
        }
        if (node.isString() && node.stringValue().indexOf('\0') >= 0) {
            violations.add(Violation.at(pointer, "must not hold the character U+0000"));
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                String place = pointer + "/" + Violation.escape(entry.getKey());
                if (entry.getKey().indexOf('\0') >= 0) {
                    violations.add(Violation.at(pointer, "must not hold a key with the character U+0000"));
                }
                nulCharacter(place, entry.getValue(), violations);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                nulCharacter(pointer + "/" + i, node.get(i), violations);
            }
        }
    }

    /// Relation names in a draft that the blueprint does not have.
    static @Nullable String unknownRelation(Blueprint blueprint, EntityDraft draft) {
        if (draft.json().get("relations") instanceof ObjectNode relations) {
            for (String name : relations.propertyNames()) {
                if (!blueprint.relations().containsKey(name)) {
                    return name;
                }
            }
        }
        return null;
    }
}

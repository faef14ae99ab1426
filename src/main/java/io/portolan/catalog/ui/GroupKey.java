package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.PropertyType;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.catalog.EntitySearch.Group;
import io.portolan.kernel.Json;
import io.portolan.query.Operator;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What the rows of a table can be grouped by: the team, a property with values that occur more than once, a relation.
///
/// @param key of the column that shows it
/// @param field null unless it is a property
/// @param relation null unless it is a relation
record GroupKey(
        String key,
        String title,
        @Nullable EntityField field,
        @Nullable RelationDefinition relation) {

    private static final String TEAM = "$team";
    /// Formats whose values hardly occur twice.
    private static final Set<PropertyFormat> ONCE = Set.of(
            PropertyFormat.URL,
            PropertyFormat.MARKDOWN,
            PropertyFormat.YAML,
            PropertyFormat.TIMER,
            PropertyFormat.DATE_TIME);

    /// Everything that entities of a kind can be grouped by.
    static List<GroupKey> of(Blueprint blueprint, List<EntityField> fields) {
        List<GroupKey> keys = new ArrayList<>();
        keys.add(new GroupKey(TEAM, Texts.get("catalog.team"), null, null));
        fields.stream()
                .filter(GroupKey::recurs)
                .map(field -> new GroupKey(field.id(), field.title(), field, null))
                .forEach(keys::add);
        blueprint.relations().values().stream()
                .map(relation -> new GroupKey("relation:" + relation.identifier(), relation.title(), null, relation))
                .forEach(keys::add);
        return keys;
    }

    /// The groups with their names, colours and rules: in the order of the enumeration if there is one, else as they
    /// come; those without a value last.
    List<TableGroup> heads(List<Group> groups, boolean open) {
        List<String> values = field == null
                ? List.of()
                : field.shape().enumValues().stream().map(ValueTexts::plain).toList();
        return groups.stream()
                .sorted(Comparator.comparingInt(group -> place(group, values)))
                .map(group -> head(group, open))
                .toList();
    }

    private static int place(Group group, List<String> values) {
        int known = group.key() == null ? -1 : values.indexOf(group.key());
        if (group.other()) {
            return Integer.MAX_VALUE;
        }
        return group.key() == null ? Integer.MAX_VALUE - 1 : known < 0 ? values.size() : known;
    }

    private TableGroup head(Group group, boolean open) {
        String value = Objects.requireNonNullElse(group.key(), "");
        if (group.other()) {
            return new TableGroup(value, Texts.get("catalog.group.others"), null, group.count(), null, false);
        }
        String label = group.key() == null ? Texts.get("catalog.group.empty") : label(value);
        return new TableGroup(value, label, color(value), group.count(), rule(group.key()), open);
    }

    private static boolean recurs(EntityField field) {
        return field.shape().type() != PropertyType.OBJECT
                && field.shape().format().filter(ONCE::contains).isEmpty();
    }

    private ObjectNode rule(@Nullable String value) {
        RelationDefinition to = relation;
        ObjectNode rule = Json.object();
        if (to == null) {
            rule.put("property", key);
        } else {
            rule.put("relation", to.identifier()).put("targetProperty", "$title");
        }
        if (value == null) {
            return with(rule, Operator.IS_EMPTY);
        }
        if (key.equals(TEAM) || to != null && to.many()) {
            with(rule, Operator.CONTAINS_ANY).putArray("value").add(value);
            return rule;
        }
        PropertyType type = field == null ? PropertyType.STRING : field.shape().type();
        return switch (type) {
            case BOOLEAN -> with(rule, Operator.EQUALS).put("value", Boolean.parseBoolean(value));
            case NUMBER -> with(rule, Operator.EQUALS).put("value", new BigDecimal(value));
            case ARRAY -> with(rule, Operator.CONTAINS).put("value", value);
            case STRING, OBJECT -> {
                if (field == null || field.shape().enumValues().isEmpty()) {
                    yield with(rule, Operator.EQUALS).put("value", value);
                }
                with(rule, Operator.IN).putArray("value").add(enumValue(field, value));
                yield rule;
            }
        };
    }

    private static ObjectNode with(ObjectNode rule, Operator operator) {
        return rule.put("operator", operator.wireName());
    }

    private static JsonNode enumValue(EntityField field, String value) {
        return field.shape().enumValues().stream()
                .filter(one -> ValueTexts.plain(one).equals(value))
                .findFirst()
                .orElseGet(() -> StringNode.valueOf(value));
    }

    private String label(String value) {
        PropertyType type = field == null ? PropertyType.STRING : field.shape().type();
        return type == PropertyType.BOOLEAN ? Texts.get(value.equals("true") ? "catalog.yes" : "catalog.no") : value;
    }

    private @Nullable String color(String value) {
        return field == null
                ? null
                : Objects.requireNonNullElse(field.shape().enumColors().get(value), BadgeColor.LIGHT_GRAY.wireName());
    }
}

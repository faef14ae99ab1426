package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Json;
import io.portolan.query.Operator;
import io.portolan.query.TimePreset;
import io.portolan.ui.Texts;
import io.portolan.ui.form.Choice;
import io.portolan.ui.form.EntityScope;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.Picker;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Something that a table can be filtered by, with the operators that make sense for it and the control that asks for
/// the value.
///
/// @param key property, relation, blueprint or scorecard identifier, or `$meta`; the kind's name for what has none
/// @param target blueprint at the other end of a relation, or whose entities are related; the rule of a scorecard; null
///     for others
record FilterSubject(
        String key,
        String label,
        FilterKind kind,
        @Nullable PropertyDefinition shape,
        @Nullable String target) {

    /// Stands for the reader in the value of a user property.
    static final String ME = "$me";

    /// Stands for the reader's teams in the value of a team property.
    static final String MY_TEAMS = "My Teams";

    /// What is compared with several values at once.
    private static final Set<Operator> SEVERAL =
            Set.of(Operator.IN, Operator.NOT_IN, Operator.CONTAINS_ANY, Operator.MATCH_ANY);

    /// Everything that entities of a kind can be filtered by.
    ///
    /// @param model every kind, to ask what is related to its entities
    /// @param scorecards levels to compare with
    static List<FilterSubject> of(
            Blueprint blueprint,
            List<EntityField> fields,
            Collection<Blueprint> model,
            List<EntityColumnContributor.Level> scorecards) {
        List<FilterSubject> subjects = new ArrayList<>();
        subjects.add(meta("$title", "catalog.title", FilterKind.TEXT));
        subjects.add(meta("$identifier", "catalog.identifier", FilterKind.TEXT));
        subjects.add(meta("$team", "catalog.team", FilterKind.TEAMS));
        for (EntityField field : fields) {
            subjects.add(new FilterSubject(field.id(), field.title(), kind(field.shape()), field.shape(), null));
        }
        for (RelationDefinition relation : blueprint.relations().values()) {
            subjects.add(new FilterSubject(
                    relation.identifier(), relation.title(), FilterKind.RELATION, null, relation.target()));
            subjects.add(new FilterSubject(
                    relation.identifier(),
                    Texts.get("catalog.filter.titles", relation.title()),
                    FilterKind.RELATION_TITLE,
                    null,
                    relation.target()));
        }
        for (EntityColumnContributor.Level level : scorecards) {
            subjects.add(new FilterSubject(
                    level.scorecard(),
                    Texts.get("catalog.filter.level", level.title()),
                    FilterKind.LEVEL,
                    PropertyDefinition.of(level.scorecard(), level.shape()),
                    null));
            level.rules()
                    .forEach((rule, title) -> subjects.add(new FilterSubject(
                            level.scorecard(),
                            Texts.get("catalog.filter.rule", level.title(), title),
                            FilterKind.RESULT,
                            null,
                            rule)));
        }
        subjects.add(meta("$updatedAt", "catalog.updated", FilterKind.TIME));
        subjects.add(meta("$createdAt", "catalog.created", FilterKind.TIME));
        subjects.add(meta("$updatedBy", "catalog.updatedBy", FilterKind.TEXT));
        subjects.add(meta("$createdBy", "catalog.createdBy", FilterKind.TEXT));
        model.stream()
                .sorted(Comparator.comparing(Blueprint::title))
                .forEach(other -> subjects.add(new FilterSubject(
                        other.identifier(),
                        Texts.get("catalog.filter.related", other.title()),
                        FilterKind.RELATED,
                        null,
                        other.identifier())));
        for (FilterKind special : List.of(FilterKind.PATH, FilterKind.REACHED, FilterKind.JSON)) {
            String name = special.name();
            subjects.add(new FilterSubject(name, Texts.get("catalog.filter." + name), special, null, null));
        }
        return subjects;
    }

    /// Whether a rule of the search language is about this.
    boolean isOf(JsonNode rule) {
        String relation = Json.text(rule, "relation");
        boolean titles = "$title".equals(Json.text(rule, "targetProperty"));
        return switch (kind) {
            case RELATION -> key.equals(relation) && !titles;
            case RELATION_TITLE -> key.equals(relation) && titles;
            case RELATED ->
                Operator.RELATED_TO.wireName().equals(Json.text(rule, "operator"))
                        && key.equals(Json.text(rule, "blueprint"));
            case LEVEL -> key.equals(Json.text(rule, "scorecard")) && !rule.has("scorecardRule");
            case RESULT ->
                key.equals(Json.text(rule, "scorecard"))
                        && String.valueOf(target).equals(Json.text(rule, "scorecardRule"));
            case PATH -> isPath(rule) && !rule.path("property").has("fromBlueprint");
            case REACHED -> isPath(rule) && rule.path("property").has("fromBlueprint");
            case JSON -> false;
            default -> key.equals(Json.text(rule, "property"));
        };
    }

    private static boolean isPath(JsonNode rule) {
        return Operator.MATCH_ANY.wireName().equals(Json.text(rule, "operator"));
    }

    /// A rule about this, still without a value, and without the relations of a path.
    ObjectNode rule(Operator operator) {
        ObjectNode rule = Json.object();
        switch (kind) {
            case RELATION -> rule.put("relation", key);
            case RELATION_TITLE -> rule.put("relation", key).put("targetProperty", "$title");
            case RELATED -> rule.put("blueprint", key);
            case LEVEL -> rule.put("scorecard", key);
            case RESULT -> rule.put("scorecard", key).put("scorecardRule", target);
            case PATH, REACHED, JSON -> {}
            default -> rule.put("property", key);
        }
        return rule.put("operator", operator.wireName());
    }

    /// The control for the value of an operator; null when the operator needs none.
    ///
    /// @param asked kind whose entities are asked for; null while it is not known or where it is clear
    @Nullable
    FieldSpec value(Operator operator, Pickers pickers, @Nullable String asked) {
        if (operator.isUnary() || (kind.hasPath() && asked == null)) {
            return null;
        }
        FieldSpec plain = FieldSpec.of("value", Texts.get("catalog.filter.value"), FieldSpec.Kind.STRING);
        boolean span = operator == Operator.BETWEEN || operator == Operator.NOT_BETWEEN;
        if (span) {
            return plain.withOptions(presets());
        }
        return one(plain, pickers, asked == null ? String.valueOf(target) : asked)
                .asMany(SEVERAL.contains(operator) || kind == FilterKind.RELATED);
    }

    private FieldSpec one(FieldSpec plain, Pickers pickers, String entities) {
        return switch (kind) {
            case NUMBER -> of(plain, FieldSpec.Kind.NUMBER);
            case TIME, TIMER -> of(plain, FieldSpec.Kind.DATE_TIME);
            case BOOLEAN ->
                plain.withOptions(List.of(
                        new Option(BooleanNode.TRUE, Texts.get("catalog.yes"), null),
                        new Option(BooleanNode.FALSE, Texts.get("catalog.no"), null)));
            case CHOICE, LEVEL -> plain.withOptions(choices());
            case USER ->
                of(plain, FieldSpec.Kind.USER)
                        .withPicker(first(pickers.users(), Choice.of(ME, Texts.get("catalog.filter.me"))));
            case TEAM -> of(plain, FieldSpec.Kind.TEAM).withPicker(pickers.teams());
            case TEAMS ->
                of(plain, FieldSpec.Kind.TEAM)
                        .withPicker(first(pickers.teams(), Choice.of(MY_TEAMS, Texts.get("catalog.filter.myTeams"))));
            case RELATION, RELATED, PATH, REACHED ->
                of(plain, FieldSpec.Kind.ENTITY).withPicker(pickers.entities().apply(EntityScope.of(entities)));
            case RESULT ->
                plain.withOptions(List.of(
                        new Option(StringNode.valueOf("SUCCESS"), Texts.get("scorecard.passed"), "green"),
                        new Option(StringNode.valueOf("FAILURE"), Texts.get("scorecard.failed"), "red")));
            case JSON -> of(plain, FieldSpec.Kind.OBJECT);
            case TEXT, RELATION_TITLE, LIST, OBJECT -> plain;
        };
    }

    private static FieldSpec of(FieldSpec plain, FieldSpec.Kind kind) {
        return FieldSpec.of(plain.id(), plain.title(), kind);
    }

    private List<Option> choices() {
        PropertyDefinition definition = shape;
        if (definition == null) {
            return List.of();
        }
        return definition.enumValues().stream()
                .map(value -> new Option(
                        value, ValueTexts.plain(value), definition.enumColors().get(ValueTexts.plain(value))))
                .toList();
    }

    private static List<Option> presets() {
        return Arrays.stream(TimePreset.values())
                .map(preset -> new Option(
                        StringNode.valueOf(preset.wireName()), Texts.get("catalog.preset." + preset.wireName()), null))
                .toList();
    }

    /// The same picker with one choice before all others.
    private static Picker first(Picker picker, Choice extra) {
        return new Picker() {
            @Override
            public List<Choice> search(String text, int offset, int limit) {
                List<Choice> found = new ArrayList<>();
                boolean matches = extra.label().toLowerCase(Texts.locale()).contains(text.toLowerCase(Texts.locale()));
                if (offset == 0 && matches) {
                    found.add(extra);
                }
                int skipped = matches && offset > 0 ? offset - 1 : offset;
                found.addAll(picker.search(text, skipped, limit - found.size()));
                return found;
            }

            @Override
            public Choice of(String value) {
                return value.equals(extra.value()) ? extra : picker.of(value);
            }
        };
    }

    private static FilterKind kind(PropertyDefinition shape) {
        if (!shape.enumValues().isEmpty()) {
            return FilterKind.CHOICE;
        }
        return switch (shape.type()) {
            case NUMBER -> FilterKind.NUMBER;
            case BOOLEAN -> FilterKind.BOOLEAN;
            case ARRAY -> FilterKind.LIST;
            case OBJECT -> FilterKind.OBJECT;
            case STRING -> {
                PropertyFormat format = shape.format().orElse(null);
                yield format == PropertyFormat.DATE_TIME
                        ? FilterKind.TIME
                        : format == PropertyFormat.TIMER
                                ? FilterKind.TIMER
                                : format == PropertyFormat.USER
                                        ? FilterKind.USER
                                        : format == PropertyFormat.TEAM ? FilterKind.TEAM : FilterKind.TEXT;
            }
        };
    }

    private static FilterSubject meta(String key, String label, FilterKind kind) {
        return new FilterSubject(
                key,
                Texts.get(label),
                kind,
                PropertyDefinition.of(key, Json.object().put("type", "string")),
                null);
    }
}

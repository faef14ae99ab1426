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
/// @param key property, relation, blueprint or scorecard identifier, or `$meta`
/// @param target blueprint at the other end of a relation, or whose entities are related; null for others
record FilterSubject(
        String key,
        String label,
        Kind kind,
        @Nullable PropertyDefinition shape,
        @Nullable String target) {

    /// Stands for the reader in the value of a user property.
    static final String ME = "$me";

    /// Stands for the reader's teams in the value of a team property.
    static final String MY_TEAMS = "My Teams";

    /// What is compared with several values at once.
    private static final Set<Operator> SEVERAL = Set.of(Operator.IN, Operator.NOT_IN, Operator.CONTAINS_ANY);

    /// What sort of value is compared.
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        CHOICE,
        TIME,
        TIMER,
        LIST,
        USER,
        TEAM,
        TEAMS,
        RELATION,
        /// The titles of what a relation leads to.
        RELATION_TITLE,
        /// Whatever is related to an entity of a kind, over any number of relations.
        RELATED,
        /// The level of a scorecard.
        LEVEL,
        OBJECT;

        List<Operator> operators() {
            List<Operator> own = switch (this) {
                case TEXT, RELATION_TITLE ->
                    List.of(
                            Operator.CONTAINS,
                            Operator.EQUALS,
                            Operator.NOT_EQUALS,
                            Operator.DOES_NOT_CONTAIN,
                            Operator.CONTAINS_ANY,
                            Operator.BEGINS_WITH,
                            Operator.DOES_NOT_BEGIN_WITH,
                            Operator.ENDS_WITH,
                            Operator.DOES_NOT_END_WITH,
                            Operator.IN,
                            Operator.NOT_IN);
                case NUMBER ->
                    List.of(
                            Operator.EQUALS,
                            Operator.NOT_EQUALS,
                            Operator.GREATER,
                            Operator.GREATER_OR_EQUAL,
                            Operator.LESS,
                            Operator.LESS_OR_EQUAL,
                            Operator.IN,
                            Operator.NOT_IN);
                case BOOLEAN -> List.of(Operator.EQUALS);
                case CHOICE -> List.of(Operator.IN, Operator.NOT_IN);
                case TIME ->
                    List.of(
                            Operator.BETWEEN,
                            Operator.NOT_BETWEEN,
                            Operator.GREATER,
                            Operator.GREATER_OR_EQUAL,
                            Operator.LESS,
                            Operator.LESS_OR_EQUAL);
                case TIMER ->
                    List.of(
                            Operator.IS_EXPIRED,
                            Operator.IS_NOT_EXPIRED,
                            Operator.BETWEEN,
                            Operator.NOT_BETWEEN,
                            Operator.GREATER,
                            Operator.GREATER_OR_EQUAL,
                            Operator.LESS,
                            Operator.LESS_OR_EQUAL);
                case LIST -> List.of(Operator.CONTAINS, Operator.DOES_NOT_CONTAIN, Operator.CONTAINS_ANY);
                case USER, TEAM, RELATION ->
                    List.of(Operator.EQUALS, Operator.NOT_EQUALS, Operator.IN, Operator.NOT_IN);
                case TEAMS -> List.of(Operator.CONTAINS_ANY);
                case RELATED -> List.of(Operator.RELATED_TO);
                case LEVEL -> List.of(Operator.EQUALS, Operator.NOT_EQUALS);
                case OBJECT -> List.of();
            };
            if (this == RELATED || this == LEVEL) {
                return own;
            }
            List<Operator> all = new ArrayList<>(own);
            all.add(Operator.IS_EMPTY);
            all.add(Operator.IS_NOT_EMPTY);
            return all;
        }
    }

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
        subjects.add(meta("$title", "catalog.title", Kind.TEXT));
        subjects.add(meta("$identifier", "catalog.identifier", Kind.TEXT));
        subjects.add(meta("$team", "catalog.team", Kind.TEAMS));
        for (EntityField field : fields) {
            subjects.add(new FilterSubject(field.id(), field.title(), kind(field.shape()), field.shape(), null));
        }
        for (RelationDefinition relation : blueprint.relations().values()) {
            subjects.add(
                    new FilterSubject(relation.identifier(), relation.title(), Kind.RELATION, null, relation.target()));
            subjects.add(new FilterSubject(
                    relation.identifier(),
                    Texts.get("catalog.filter.titles", relation.title()),
                    Kind.RELATION_TITLE,
                    null,
                    relation.target()));
        }
        scorecards.forEach(level -> subjects.add(new FilterSubject(
                level.scorecard(),
                Texts.get("catalog.filter.level", level.title()),
                Kind.LEVEL,
                PropertyDefinition.of(level.scorecard(), level.shape()),
                null)));
        subjects.add(meta("$updatedAt", "catalog.updated", Kind.TIME));
        subjects.add(meta("$createdAt", "catalog.created", Kind.TIME));
        subjects.add(meta("$updatedBy", "catalog.updatedBy", Kind.TEXT));
        subjects.add(meta("$createdBy", "catalog.createdBy", Kind.TEXT));
        model.stream()
                .sorted(Comparator.comparing(Blueprint::title))
                .forEach(other -> subjects.add(new FilterSubject(
                        other.identifier(),
                        Texts.get("catalog.filter.related", other.title()),
                        Kind.RELATED,
                        null,
                        other.identifier())));
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
            default -> key.equals(Json.text(rule, "property"));
        };
    }

    /// A rule about this, still without a value.
    ObjectNode rule(Operator operator) {
        ObjectNode rule = Json.object();
        switch (kind) {
            case RELATION -> rule.put("relation", key);
            case RELATION_TITLE -> rule.put("relation", key).put("targetProperty", "$title");
            case RELATED -> rule.put("blueprint", key);
            case LEVEL -> rule.put("scorecard", key);
            default -> rule.put("property", key);
        }
        return rule.put("operator", operator.wireName());
    }

    /// The control for the value of an operator; null when the operator needs none.
    @Nullable
    FieldSpec value(Operator operator, Pickers pickers) {
        if (operator.isUnary()) {
            return null;
        }
        FieldSpec plain = FieldSpec.of("value", Texts.get("catalog.filter.value"), FieldSpec.Kind.STRING);
        boolean span = operator == Operator.BETWEEN || operator == Operator.NOT_BETWEEN;
        if (span) {
            return plain.withOptions(presets());
        }
        return one(plain, pickers).asMany(SEVERAL.contains(operator) || kind == Kind.RELATED);
    }

    private FieldSpec one(FieldSpec plain, Pickers pickers) {
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
            case RELATION, RELATED ->
                of(plain, FieldSpec.Kind.ENTITY)
                        .withPicker(pickers.entities().apply(EntityScope.of(String.valueOf(target))));
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

    private static Kind kind(PropertyDefinition shape) {
        if (!shape.enumValues().isEmpty()) {
            return Kind.CHOICE;
        }
        return switch (shape.type()) {
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case ARRAY -> Kind.LIST;
            case OBJECT -> Kind.OBJECT;
            case STRING -> {
                PropertyFormat format = shape.format().orElse(null);
                yield format == PropertyFormat.DATE_TIME
                        ? Kind.TIME
                        : format == PropertyFormat.TIMER
                                ? Kind.TIMER
                                : format == PropertyFormat.USER
                                        ? Kind.USER
                                        : format == PropertyFormat.TEAM ? Kind.TEAM : Kind.TEXT;
            }
        };
    }

    private static FilterSubject meta(String key, String label, Kind kind) {
        return new FilterSubject(
                key,
                Texts.get(label),
                kind,
                PropertyDefinition.of(key, Json.object().put("type", "string")),
                null);
    }
}

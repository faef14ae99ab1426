package io.portolan.query;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Reads one rule that is no group. What is wrong goes into the list of violations.
final class RuleReader {

    private static final Set<Operator> TEXT =
            Set.of(Operator.BEGINS_WITH, Operator.DOES_NOT_BEGIN_WITH, Operator.ENDS_WITH, Operator.DOES_NOT_END_WITH);
    private static final Set<Operator> NO_COMPARISON =
            Set.of(Operator.RELATED_TO, Operator.MATCH_ANY, Operator.BETWEEN, Operator.NOT_BETWEEN);

    private final JsonNode json;
    private final String pointer;
    private final Operator operator;
    private final boolean conditions;
    private final List<Violation> violations;

    RuleReader(JsonNode json, String pointer, Operator operator, boolean conditions, List<Violation> violations) {
        this.json = json;
        this.pointer = pointer;
        this.operator = operator;
        this.conditions = conditions;
        this.violations = violations;
    }

    Optional<Rule> read() {
        int before = violations.size();
        Rule rule = rule();
        return rule == null || violations.size() > before ? Optional.empty() : Optional.of(rule);
    }

    private @Nullable Rule rule() {
        if (conditions && (operator == Operator.RELATED_TO || operator == Operator.MATCH_ANY)) {
            return fail("/operator", "must be equal to one of the allowed values", json.get("operator"));
        }
        if (operator == Operator.RELATED_TO) {
            return relatedTo();
        }
        if (operator == Operator.MATCH_ANY) {
            return path();
        }
        if (json.has("propertySchema")) {
            return anyProperty();
        }
        if (json.has("scorecard")) {
            Operand value = operator.isOrder() ? level() : comparison();
            String scorecard = text("scorecard");
            return value == null || scorecard == null
                    ? null
                    : new Rule.Scorecard(scorecard, Json.text(json, "scorecardRule"), operator, value);
        }
        if (json.has("relation")) {
            return relation();
        }
        JsonNode property = json.get("property");
        if (property == null) {
            return fail("", "must have required property 'property'", null);
        }
        if (property.isString() && !property.stringValue().isEmpty()) {
            return onProperty(property.stringValue());
        }
        if (property.has("context") && !conditions) {
            Operand subject = context(property, "/property");
            Rule test = onProperty("value");
            return subject instanceof Operand.FromContext context && test != null
                    ? new Rule.Caller(context, test)
                    : null;
        }
        return fail("/property", "must be string", property);
    }

    private @Nullable Rule onProperty(String property) {
        return switch (operator) {
            case IS_EMPTY, IS_NOT_EMPTY -> new Rule.Emptiness(property, operator == Operator.IS_EMPTY, conditions);
            case IS_EXPIRED, IS_NOT_EXPIRED -> new Rule.Timer(property, operator == Operator.IS_EXPIRED);
            case BETWEEN, NOT_BETWEEN -> range(property, operator == Operator.BETWEEN);
            case EQUALS, NOT_EQUALS -> {
                JsonNode value = json.path("value");
                boolean span = value.isObject() && (value.has("preset") || (value.has("from") && value.has("to")));
                yield span ? range(property, operator == Operator.EQUALS) : compare(property);
            }
            default -> compare(property);
        };
    }

    private @Nullable Rule compare(String property) {
        Operand value = comparison();
        return value == null ? null : new Rule.Property(property, operator, value);
    }

    /// The value of a comparison, with a type that the operator can use.
    private @Nullable Operand comparison() {
        if (operator == Operator.IS_EMPTY || operator == Operator.IS_NOT_EMPTY) {
            return Operand.of(NullNode.instance);
        }
        if (NO_COMPARISON.contains(operator) || operator.isUnary()) {
            return fail("/operator", "must be equal to one of the allowed values", json.get("operator"));
        }
        Operand operand = operand();
        if (operand instanceof Operand.Literal(JsonNode value)) {
            if (operator.isOrder() && !value.isNumber() && Values.moment(value) == null) {
                return fail("/value", "must be number or date-time", value);
            }
            if (TEXT.contains(operator) && !value.isString()) {
                return fail("/value", "must be string", value);
            }
        }
        return operand;
    }

    /// Levels have an order of their own.
    private @Nullable Operand level() {
        if (json.has("scorecardRule")) {
            return fail("/operator", "must be equal to one of the allowed values: results have no order", null);
        }
        Operand operand = operand();
        return operand instanceof Operand.Literal(JsonNode value) && !value.isString()
                ? fail("/value", "must be the title of a level", value)
                : operand;
    }

    private @Nullable Operand operand() {
        JsonNode value = json.get("value");
        if (value == null) {
            return fail("", "must have required property 'value'", null);
        }
        return value.isObject() && value.has("context") ? context(value, "/value") : Operand.of(value);
    }

    private @Nullable Operand context(JsonNode value, String place) {
        String name = Json.text(value, "context");
        Optional<Operand.Context> context = name == null ? Optional.empty() : Operand.Context.byWireName(name);
        if (context.isEmpty()) {
            return fail(
                    place + "/context",
                    "must be equal to one of the allowed values: user, userTeams",
                    value.get("context"));
        }
        String property = Json.text(value, "property");
        return property == null
                ? fail(place, "must have required property 'property'", null)
                : new Operand.FromContext(context.get(), property);
    }

    private @Nullable Rule range(String property, boolean inside) {
        JsonNode value = json.get("value");
        if (value == null) {
            return fail("", "must have required property 'value'", null);
        }
        String preset = Json.text(value, "preset");
        if (preset != null) {
            Optional<TimePreset> known = TimePreset.byWireName(preset);
            return known.isPresent()
                    ? new Rule.Range(property, inside, new TimeSpan.Preset(known.get()))
                    : fail("/value/preset", "must be equal to one of the allowed values", value.get("preset"));
        }
        Instant from = moment(value, "from");
        Instant to = moment(value, "to");
        return from == null || to == null ? null : new Rule.Range(property, inside, new TimeSpan.Between(from, to));
    }

    private @Nullable Instant moment(JsonNode value, String key) {
        if (!value.has(key)) {
            return fail("/value", "must have required property '" + key + "' (or 'preset')", null);
        }
        Instant moment = Values.moment(value.get(key));
        return moment == null ? fail("/value/" + key, "must match format \"date-time\"", value.get(key)) : moment;
    }

    private @Nullable Rule anyProperty() {
        JsonNode schema = json.path("propertySchema");
        String type = Json.text(schema, "type");
        if (type == null) {
            return fail("/propertySchema", "must have required property 'type'", schema);
        }
        if (operator != Operator.EQUALS && operator != Operator.NOT_EQUALS && operator != Operator.CONTAINS) {
            return fail("/operator", "must be equal to one of the allowed values: =, !=, contains", null);
        }
        Operand value = operand();
        JsonNode items = schema.path("items");
        return value == null
                ? null
                : new Rule.AnyProperty(
                        new PropertySchema(
                                type,
                                Json.text(schema, "format"),
                                Json.text(items, "type"),
                                Json.text(items, "format")),
                        operator,
                        value);
    }

    private @Nullable Rule relation() {
        String relation = text("relation");
        String target = Json.text(json, "targetProperty");
        if (target != null && !target.equals("$title") && !target.equals("$identifier")) {
            return fail(
                    "/targetProperty",
                    "must be equal to one of the allowed values: $title, $identifier",
                    json.get("targetProperty"));
        }
        Operand value = comparison();
        return relation == null || value == null
                ? null
                : new Rule.Relation(relation, "$title".equals(target), operator, value);
    }

    private @Nullable Rule relatedTo() {
        Operand value = identifiers();
        Rule.Direction direction = null;
        String name = Json.text(json, "direction");
        if (name != null) {
            if (!name.equals("upstream") && !name.equals("downstream")) {
                return fail(
                        "/direction",
                        "must be equal to one of the allowed values: upstream, downstream",
                        json.get("direction"));
            }
            direction = Rule.Direction.valueOf(name.toUpperCase(Locale.ROOT));
        }
        JsonNode required = json.path("required");
        return value == null
                ? null
                : new Rule.RelatedTo(
                        Json.text(json, "blueprint"),
                        value,
                        direction,
                        required.isBoolean() ? required.booleanValue() : null);
    }

    private @Nullable Rule path() {
        JsonNode property = json.path("property");
        JsonNode path = property.path("path");
        if (!path.isArray() || path.isEmpty()) {
            return fail("/property/path", "must be array with at least 1 item", path.isMissingNode() ? null : path);
        }
        List<Rule.Path.Step> steps = new ArrayList<>();
        int repeated = 0;
        for (int i = 0; i < path.size(); i++) {
            JsonNode item = path.path(i);
            String relation = item.isString() ? item.stringValue() : Json.text(item, "relation");
            int hops = item.path("maxHops").asInt(1);
            if (relation == null) {
                return fail("/property/path/" + i, "must be the identifier of a relation", item);
            }
            if (hops < 1 || hops > 15) {
                return fail("/property/path/" + i + "/maxHops", "must be between 1 and 15", item.get("maxHops"));
            }
            if (item.has("maxHops") && ++repeated > 1) {
                return fail("/property/path/" + i, "must NOT have 'maxHops' more than once in a path", item);
            }
            steps.add(new Rule.Path.Step(relation, hops));
        }
        Operand value = identifiers();
        return value == null ? null : new Rule.Path(steps, Json.text(property, "fromBlueprint"), value);
    }

    private @Nullable Operand identifiers() {
        Operand value = operand();
        if (value instanceof Operand.Literal(JsonNode literal)) {
            boolean strings = literal.isArray() && literal.valueStream().allMatch(JsonNode::isString);
            if (!literal.isString() && !strings) {
                return fail("/value", "must be an identifier or an array of identifiers", literal);
            }
        }
        return value;
    }

    private @Nullable String text(String key) {
        String text = Json.text(json, key);
        return text == null ? fail("/" + key, "must be string", json.get(key)) : text;
    }

    private <T> @Nullable T fail(String place, String reason, @Nullable JsonNode value) {
        violations.add(Violation.at(pointer + place, reason, value));
        return null;
    }
}

package io.portolan.scorecard.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Json;
import io.portolan.query.Operator;
import io.portolan.query.QueryMatcher;
import io.portolan.query.Rule;
import io.portolan.query.TimeSpan;
import io.portolan.ui.Texts;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Conditions in plain words: what a rule wants and what was found.
final class Explanation {

    private static final int LONGEST = 80;

    private final Blueprint blueprint;

    Explanation(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /// "Coverage is at least 70".
    String wanted(Rule rule) {
        return switch (rule) {
            case Rule.Property r ->
                sentence(title(r.property()), r.operator(), value(r.value().literal()));
            case Rule.Emptiness r ->
                sentence(title(r.property()), r.empty() ? Operator.IS_EMPTY : Operator.IS_NOT_EMPTY, "");
            case Rule.Timer r ->
                sentence(title(r.property()), r.expired() ? Operator.IS_EXPIRED : Operator.IS_NOT_EXPIRED, "");
            case Rule.Range r ->
                sentence(title(r.property()), r.inside() ? Operator.BETWEEN : Operator.NOT_BETWEEN, span(r.span()));
            case Rule.Relation r ->
                sentence(relation(r.relation()), r.operator(), value(r.value().literal()));
            case Rule.Scorecard r ->
                sentence(r.scorecard(), r.operator(), value(r.value().literal()));
            case Rule.Not r -> Texts.get("scorecard.not", wanted(r.rule()));
            case Rule.AnyProperty _, Rule.RelatedTo _, Rule.Path _, Rule.Group _, Rule.Caller _ ->
                Texts.get("scorecard.condition");
        };
    }

    /// "it is 55", "it has no value".
    String found(QueryMatcher.Outcome outcome) {
        JsonNode found = outcome.found();
        return found == null || found.isNull()
                ? Texts.get("scorecard.found.none")
                : Texts.get("scorecard.found", value(found));
    }

    private static String sentence(String subject, Operator operator, String value) {
        return Texts.get("scorecard.wants." + operator.name(), subject, value);
    }

    private static String span(TimeSpan span) {
        return switch (span) {
            case TimeSpan.Between(var from, var to) -> from + " – " + to;
            case TimeSpan.Preset(var preset) -> Texts.plain(preset.name());
        };
    }

    private String relation(String identifier) {
        var relation = blueprint.relations().get(identifier);
        return relation == null ? identifier : relation.title();
    }

    /// The title of a property of any sort; meta properties in the reader's language.
    String title(String property) {
        if (property.startsWith("$")) {
            return Texts.orPlain("scorecard.meta." + property.substring(1), property.substring(1));
        }
        for (String section : new String[] {"mirrorProperties", "calculationProperties", "aggregationProperties"}) {
            String title = Json.text(blueprint.definition().path(section).path(property), "title");
            if (title != null) {
                return title;
            }
        }
        String title = Json.text(
                blueprint.definition().path("schema").path("properties").path(property), "title");
        return title == null ? property : title;
    }

    private static String value(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Texts.get("scorecard.nothing");
        }
        if (node.isArray()) {
            return node.isEmpty()
                    ? Texts.get("scorecard.nothing")
                    : StreamSupport.stream(node.spliterator(), false)
                            .map(Explanation::value)
                            .collect(Collectors.joining(", "));
        }
        if (node.isBoolean()) {
            return Texts.get(node.booleanValue() ? "scorecard.yes" : "scorecard.no");
        }
        String text = node.isString()
                ? node.stringValue()
                : node.isNumber() ? node.decimalValue().toPlainString() : Json.write(node);
        if (text.isEmpty()) {
            return Texts.get("scorecard.nothing");
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}

package io.portolan.scorecard;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.query.QueryParser;
import io.portolan.ui.BadgeColor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a document of a scorecard must be like.
final class ScorecardValidator {

    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}0-9@_.+:\\\\/=-]{1,100}");
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9@_=\\\\-]{1,100}");
    private static final int MAX_RULES = 200;
    private static final int MAX_LEVELS = 20;

    private final List<Violation> violations = new ArrayList<>();

    private ScorecardValidator() {}

    static List<Violation> check(ObjectNode definition) {
        ScorecardValidator validator = new ScorecardValidator();
        validator.name(definition, "", "identifier", IDENTIFIER);
        validator.name(definition, "", "title", null);
        validator.levels(definition.get("levels"));
        JsonNode filter = definition.get("filter");
        if (filter != null && !filter.isNull()) {
            validator.conditions(filter, "/filter");
        }
        validator.rules(definition);
        return validator.violations;
    }

    private void levels(@Nullable JsonNode levels) {
        if (levels == null || levels.isNull()) {
            return;
        }
        if (!levels.isArray()) {
            fail("/levels", "must be array", levels);
            return;
        }
        if (levels.size() > MAX_LEVELS) {
            fail("/levels", "must NOT have more than " + MAX_LEVELS + " items", null);
        }
        Set<String> titles = new HashSet<>();
        int index = 0;
        for (JsonNode level : levels) {
            String place = "/levels/" + index++;
            String title = name(level, place, "title", null);
            if (title != null && !titles.add(title)) {
                fail(place + "/title", "must be unique among the levels", level.get("title"));
            }
            JsonNode color = level.get("color");
            if (color != null && BadgeColor.byName(Json.text(level, "color")).isEmpty()) {
                fail(
                        place + "/color",
                        "must be equal to one of the allowed values: "
                                + java.util.Arrays.stream(BadgeColor.values())
                                        .map(BadgeColor::wireName)
                                        .collect(Collectors.joining(", ")),
                        color);
            }
        }
    }

    private void rules(ObjectNode definition) {
        JsonNode rules = definition.get("rules");
        if (rules == null) {
            fail("", "must have required property 'rules'", null);
            return;
        }
        if (!rules.isArray()) {
            fail("/rules", "must be array", rules);
            return;
        }
        if (rules.size() > MAX_RULES) {
            fail("/rules", "must NOT have more than " + MAX_RULES + " items", null);
        }
        List<String> levels = Scorecard.levels(definition.path("levels")).stream()
                .map(Level::title)
                .toList();
        Set<String> identifiers = new HashSet<>();
        int index = 0;
        for (JsonNode rule : rules) {
            String place = "/rules/" + index++;
            if (!rule.isObject()) {
                fail(place, "must be object", rule);
                continue;
            }
            String identifier = name(rule, place, "identifier", RULE);
            if (identifier != null && !identifiers.add(identifier)) {
                fail(place + "/identifier", "must be unique among the rules", rule.get("identifier"));
            }
            name(rule, place, "title", null);
            String level = name(rule, place, "level", null);
            if (level != null && !levels.contains(level)) {
                fail(
                        place + "/level",
                        "must be one of the levels of the scorecard: " + String.join(", ", levels),
                        rule.get("level"));
            }
            if (rule.has("query")) {
                conditions(rule.path("query"), place + "/query");
            } else {
                fail(place, "must have required property 'query'", null);
            }
        }
    }

    private void conditions(JsonNode query, String place) {
        try {
            QueryParser.parseConditions(query, place);
        } catch (PortalException.Invalid e) {
            violations.addAll(e.violations());
            return;
        }
        if (query.path("conditions").isEmpty()) {
            fail(place + "/conditions", "must NOT have fewer than 1 items", query.get("conditions"));
        }
    }

    private @Nullable String name(JsonNode holder, String place, String key, @Nullable Pattern pattern) {
        JsonNode value = holder.get(key);
        if (value == null) {
            fail(place, "must have required property '" + key + "'", null);
        } else if (!value.isString()) {
            fail(place + "/" + key, "must be string", value);
        } else if (value.stringValue().isBlank()) {
            fail(place + "/" + key, "must NOT have fewer than 1 characters", value);
        } else if (value.stringValue().length() > 100) {
            fail(place + "/" + key, "must NOT have more than 100 characters", value);
        } else if (pattern != null && !pattern.matcher(value.stringValue()).matches()) {
            fail(place + "/" + key, "must match pattern \"^" + pattern.pattern() + "$\"", value);
        } else {
            return value.stringValue();
        }
        return null;
    }

    private void fail(String pointer, String reason, @Nullable JsonNode value) {
        violations.add(Violation.at(pointer, reason, value));
    }
}

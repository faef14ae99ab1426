package io.portolan.scorecard;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.QueryParser;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import io.portolan.query.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The definition of a scorecard, immutable (dialect section 4).
///
/// @param definition the document as the client wrote it; not to be changed
/// @param filter which entities are evaluated; null for all
/// @param levels lowest first, at least one
/// @param rules in the order of the document
public record Scorecard(
        String blueprint,
        String identifier,
        ObjectNode definition,
        @Nullable SearchQuery filter,
        List<Level> levels,
        List<ScorecardRule> rules,
        Stamp stamp) {

    /// Who wrote it and when.
    public record Stamp(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

    public Scorecard {
        levels = List.copyOf(levels);
        rules = List.copyOf(rules);
    }

    /// A scorecard from its document. Throws [PortalException.Invalid] with everything that is wrong in it.
    static Scorecard of(String blueprint, ObjectNode definition, Stamp stamp) {
        PortalException.throwIfAny(ScorecardValidator.check(definition));
        JsonNode filter = definition.get("filter");
        List<Level> levels = levels(definition.path("levels"));
        List<ScorecardRule> rules = new ArrayList<>();
        int index = 0;
        for (JsonNode rule : definition.path("rules")) {
            rules.add(new ScorecardRule(
                    rule.path("identifier").asString(""),
                    rule.path("title").asString(""),
                    Json.text(rule, "description"),
                    rule.path("level").asString(""),
                    QueryParser.parseConditions(rule.get("query"), "/rules/" + index++ + "/query")));
        }
        return new Scorecard(
                blueprint,
                String.valueOf(Json.text(definition, "identifier")),
                definition,
                filter == null || filter.isNull() ? null : QueryParser.parseConditions(filter, "/filter"),
                levels,
                rules,
                stamp);
    }

    static List<Level> levels(JsonNode array) {
        if (!array.isArray() || array.isEmpty()) {
            return Level.DEFAULTS;
        }
        return StreamSupport.stream(array.spliterator(), false)
                .map(level -> new Level(
                        level.path("title").asString(""),
                        Objects.requireNonNullElse(Json.text(level, "color"), "lightGray")))
                .toList();
    }

    public String title() {
        return Objects.requireNonNullElse(Json.text(definition, "title"), identifier);
    }

    /// Rules of one level in their order.
    public List<ScorecardRule> rulesOf(Level level) {
        return rules.stream().filter(rule -> rule.level().equals(level.title())).toList();
    }

    /// Place of a level, 0 being the lowest; -1 when there is no such level.
    public int indexOf(String level) {
        return IntStream.range(0, levels.size())
                .filter(i -> levels.get(i).title().equals(level))
                .findFirst()
                .orElse(-1);
    }

    /// Whether a level can change without any change of the entity: a condition looks at the present moment.
    public boolean dependsOnTime() {
        SearchQuery only = filter;
        return (only != null && only.rules().stream().anyMatch(Scorecard::dependsOnTime))
                || rules.stream().flatMap(rule -> rule.query().rules().stream()).anyMatch(Scorecard::dependsOnTime);
    }

    private static boolean dependsOnTime(Rule rule) {
        return switch (rule) {
            case Rule.Range range -> range.span() instanceof TimeSpan.Preset;
            case Rule.Timer _ -> true;
            case Rule.Not not -> dependsOnTime(not.rule());
            default -> false;
        };
    }

    /// The wire form: the document as written, with blueprint, levels, times and authors.
    public ObjectNode toJson() {
        ObjectNode json = definition.deepCopy();
        json.put("blueprint", blueprint);
        if (!json.path("levels").isArray() || json.path("levels").isEmpty()) {
            ArrayNode array = json.putArray("levels");
            levels.forEach(
                    level -> array.addObject().put("title", level.title()).put("color", level.color()));
        }
        json.put("createdAt", Json.time(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Json.time(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }
}

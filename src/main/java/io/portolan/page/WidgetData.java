package io.portolan.page;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.Sort;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.query.QueryMatcher;
import io.portolan.scorecard.Level;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// What widgets show, read from the live catalog as the viewer. Every method is one or two bounded queries and throws
/// [PortalException.Invalid] when the widget does not say what it needs.
@Service
public class WidgetData {

    /// Counts stop here.
    public static final long MOST_COUNTED = 1_000_000;

    private static final int SLICES = 14;
    private static final int BARS = 9;

    private final BlueprintService blueprints;
    private final EntitySearch search;
    private final EntityService entities;
    private final ScorecardService scorecards;
    private final Clock clock;

    WidgetData(
            BlueprintService blueprints,
            EntitySearch search,
            EntityService entities,
            ScorecardService scorecards,
            Clock clock) {
        this.blueprints = blueprints;
        this.search = search;
        this.entities = entities;
        this.scorecards = scorecards;
        this.clock = clock;
    }

    /// The kind of entities that the widget is about.
    public Blueprint blueprint(Widget widget) {
        return blueprints.require(widget.blueprint()
                .orElseThrow(() -> new PortalException.Invalid("", "must have required property 'blueprint'")));
    }

    /// The entities of a widget's dataset, by title.
    public EntityQuery query(Widget widget) {
        return EntityQuery.of(blueprint(widget).identifier()).where(widget.dataset());
    }

    /// The number of an `entities-number-chart`.
    public WidgetNumber number(Widget widget, Actor viewer) {
        return new WidgetNumber(
                switch (chartType(widget)) {
                    case "displaySingleProperty" -> single(widget, viewer);
                    case "aggregateByProperty" -> {
                        String property = required(widget, "property");
                        yield search.aggregate(query(widget), function(widget, "sum"), plain(property), viewer);
                    }
                    default -> count(widget, viewer);
                },
                widget);
    }

    private static String chartType(Widget widget) {
        String type = widget.text("chartType");
        if (type != null) {
            return type;
        }
        return "property".equals(widget.text("calculationBy")) ? "aggregateByProperty" : "countEntities";
    }

    private @Nullable Double single(Widget widget, Actor viewer) {
        Entity entity = entities.require(blueprint(widget).identifier(), required(widget, "entity"), viewer);
        JsonNode value = QueryMatcher.valueOf(entity.toJson(), plain(required(widget, "property")));
        return value.isNumber() ? value.doubleValue() : null;
    }

    private @Nullable Double count(Widget widget, Actor viewer) {
        EntityQuery query = query(widget);
        double count = search.count(query, MOST_COUNTED, viewer);
        String per = Objects.requireNonNullElse(widget.text("averageOf"), "total");
        if (!"average".equals(widget.text("func")) || per.equals("total")) {
            return count;
        }
        Instant first = earliest(query, Objects.requireNonNullElse(widget.text("measureTimeBy"), "$createdAt"), viewer);
        if (first == null) {
            return null;
        }
        Duration unit = switch (per) {
            case "hour" -> Duration.ofHours(1);
            case "week" -> Duration.ofDays(7);
            case "month" -> Duration.ofDays(30);
            default -> Duration.ofDays(1);
        };
        // An interval that has only begun counts as a whole one.
        double intervals =
                Math.ceil((double) Duration.between(first, clock.instant()).toMillis() / unit.toMillis());
        return count / Math.max(1, intervals);
    }

    private @Nullable Instant earliest(EntityQuery query, String property, Actor viewer) {
        List<Entity> first = search.search(
                        query.sort(List.of(Sort.by(property))).limit(1), viewer)
                .items();
        if (first.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(QueryMatcher.valueOf(first.getFirst().toJson(), property)
                            .asString(""))
                    .toInstant();
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /// Slices of an `entities-pie-chart` (at most 14) or bars of a `bar-chart` (at most 9), the rest summed up.
    public Breakdown breakdown(Widget widget, Actor viewer) {
        Blueprint blueprint = blueprint(widget);
        int most = widget.type().equals("bar-chart") ? BARS : SLICES;
        BreakdownKey key = BreakdownKey.of(required(widget, "property"), blueprint);
        EntityQuery query = query(widget);
        List<EntitySearch.Group> groups = switch (key.source()) {
            case SCORECARD -> search.groupsByLevel(query, key.name(), most, viewer);
            case PROPERTY -> search.groups(query, key.name(), most, viewer);
            case RELATION -> search.groupsByRelation(query, key.name(), most, viewer);
            case RULE -> search.groupsByRule(query, key.name(), key.rule(), most, viewer);
        };
        List<Breakdown.Part> parts = new ArrayList<>();
        for (EntitySearch.Group group : groups) {
            String value = group.key();
            parts.add(new Breakdown.Part(
                    value,
                    group.other(),
                    group.count(),
                    value == null ? null : key.colors().get(value),
                    group.other() ? null : widget.datasetWith(key.filter(value))));
        }
        if (key.source() == BreakdownKey.Source.SCORECARD) {
            return byLevel(blueprint.identifier(), key.name(), parts);
        }
        return new Breakdown(blueprint.identifier(), key.title(), parts);
    }

    /// Levels in their order and colours, entities without one last.
    private Breakdown byLevel(String blueprint, String scorecard, List<Breakdown.Part> parts) {
        Scorecard definition = scorecards.find(blueprint, scorecard).orElse(null);
        if (definition == null) {
            throw new PortalException.Invalid(
                    "/property", "names scorecard \"" + scorecard + "\", which \"" + blueprint + "\" does not have");
        }
        List<Breakdown.Part> ordered = new ArrayList<>();
        for (Level level : definition.levels()) {
            parts.stream()
                    .filter(part -> level.title().equals(part.name()))
                    .map(part -> new Breakdown.Part(part.name(), false, part.count(), level.color(), part.filter()))
                    .forEach(ordered::add);
        }
        parts.stream()
                .filter(part -> part.name() == null || definition.indexOf(part.name()) < 0)
                .forEach(ordered::add);
        return new Breakdown(blueprint, definition.title(), ordered);
    }

    private static String function(Widget widget, String otherwise) {
        String function = widget.text("func");
        return function == null || function.equals("count") ? otherwise : function;
    }

    private static String required(Widget widget, String key) {
        String value = widget.text(key);
        if (value == null) {
            throw new PortalException.Invalid("", "must have required property '" + key + "'");
        }
        return value;
    }

    private static String plain(String property) {
        return property.substring(property.indexOf('#') + 1);
    }
}

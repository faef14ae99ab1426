package io.portolan.catalog;

import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.SearchQuery;
import io.portolan.query.TimePreset;
import io.portolan.query.TimeSpan;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Numbers over entities and over time (dialect section 3.2), from the present rows and from the change log.
@Service
public class CatalogStatistics {

    /// So many points a line has at most.
    private static final int MOST_POINTS = 400;

    private static final List<TimePreset> PRESETS = List.of(
            TimePreset.TODAY,
            TimePreset.LAST_DAY,
            TimePreset.LAST_WEEK,
            TimePreset.LAST_2_WEEKS,
            TimePreset.LAST_MONTH,
            TimePreset.LAST_3_MONTHS,
            TimePreset.LAST_6_MONTHS,
            TimePreset.LAST_12_MONTHS);

    private final BlueprintService blueprints;
    private final EntitySearch search;
    private final EntityPast past;
    private final Clock clock;

    CatalogStatistics(BlueprintService blueprints, EntitySearch search, EntityPast past, Clock clock) {
        this.blueprints = blueprints;
        this.search = search;
        this.past = past;
        this.clock = clock;
    }

    /// The intervals of a time range.
    public enum Interval {
        HOUR,
        DAY,
        ISO_WEEK,
        MONTH,
        QUARTER;

        /// Throws [PortalException.Invalid] for an unknown name.
        public static Interval of(@Nullable String name) {
            return switch (name == null ? "day" : name) {
                case "hour" -> HOUR;
                case "day" -> DAY;
                case "week", "isoWeek" -> ISO_WEEK;
                case "month" -> MONTH;
                case "quarter" -> QUARTER;
                default ->
                    throw new PortalException.Invalid(
                            "/timeInterval", "must be equal to one of: hour, day, isoWeek, month, quarter");
            };
        }

        ZonedDateTime startOf(ZonedDateTime time) {
            return switch (this) {
                case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
                case DAY -> time.with(LocalTime.MIN);
                case ISO_WEEK -> time.with(LocalTime.MIN).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> time.with(LocalTime.MIN).withDayOfMonth(1);
                case QUARTER -> time.with(LocalTime.MIN).withDayOfMonth(1).with(IsoFields.DAY_OF_QUARTER, 1);
            };
        }

        ZonedDateTime next(ZonedDateTime start) {
            return switch (this) {
                case HOUR -> start.plusHours(1);
                case DAY -> start.plusDays(1);
                case ISO_WEEK -> start.plusWeeks(1);
                case MONTH -> start.plusMonths(1);
                case QUARTER -> start.plusMonths(3);
            };
        }
    }

    /// A span of time in a zone.
    public record TimeRange(Instant from, Instant to, ZoneId zone) {}

    /// Reads `{"preset": …, "timeZone": …}` or `{"from": …, "to": …}`; the last month when it is missing.
    public TimeRange range(@Nullable JsonNode json) {
        JsonNode range = json == null ? Json.object() : json;
        ZoneId zone;
        Instant now = clock.instant();
        try {
            zone = ZoneId.of(Objects.requireNonNullElse(Json.text(range, "timeZone"), "UTC"));
            String from = Json.text(range, "from");
            String to = Json.text(range, "to");
            if (from != null) {
                return new TimeRange(
                        OffsetDateTime.parse(from).toInstant(),
                        to == null ? now : OffsetDateTime.parse(to).toInstant(),
                        zone);
            }
        } catch (DateTimeException _) {
            throw new PortalException.Invalid("/timeRange", "must hold dates with offset and a known time zone");
        }
        String preset = Objects.requireNonNullElse(Json.text(range, "preset"), "lastMonth");
        TimeSpan.Between span = TimePreset.byWireName(preset)
                .filter(PRESETS::contains)
                // a line of today shows the last day
                .map(known -> known == TimePreset.TODAY ? TimePreset.LAST_DAY : known)
                .map(known -> known.at(now, zone))
                .orElseThrow(() -> new PortalException.Invalid(
                        "/timeRange/preset",
                        "must be equal to one of: "
                                + PRESETS.stream().map(TimePreset::wireName).collect(Collectors.joining(", "))));
        return new TimeRange(span.from(), span.to(), zone);
    }

    /// The starts of the intervals, each with its end no later than the end of the range.
    private List<Instant[]> intervals(TimeRange range, Interval interval) {
        List<Instant[]> intervals = new ArrayList<>();
        ZonedDateTime start = interval.startOf(range.from().atZone(range.zone()));
        while (start.toInstant().isBefore(range.to())) {
            ZonedDateTime next = interval.next(start);
            Instant end = next.toInstant().isAfter(range.to()) ? range.to() : next.toInstant();
            intervals.add(new Instant[] {start.toInstant(), end});
            if (intervals.size() > MOST_POINTS) {
                throw new PortalException.Invalid(
                        "/timeInterval",
                        "divides the time range into more than " + MOST_POINTS + " parts; choose a longer one");
            }
            start = next;
        }
        return intervals;
    }

    /// One number, or for `countValues` a number for each value.
    ///
    /// @param query the entities; null for all of the blueprints that the query names
    @Transactional(readOnly = true)
    public JsonNode aggregate(EntityQuery query, String function, ObjectNode spec, Actor viewer) {
        String property = Json.text(spec, "property");
        String relation = Json.text(spec, "relation");
        String scorecard = Json.text(spec, "scorecard");
        String rule = Objects.requireNonNullElse(Json.text(spec, "rule"), "");
        if (function.equals("countValues")) {
            List<EntitySearch.Group> groups = relation != null
                    ? search.groupsByRelation(query, relation, 1000, viewer)
                    : scorecard != null && !rule.isEmpty()
                            ? search.groupsByRule(query, scorecard, rule, 1000, viewer)
                            : scorecard != null
                                    ? search.groupsByLevel(query, scorecard, 1000, viewer)
                                    : search.groups(query, required(property), 1000, viewer);
            ArrayNode values = Json.array();
            groups.forEach(group -> values.addObject().put("value", group.key()).put("count", group.count()));
            return values;
        }
        double value;
        if (function.equals("count") || property == null) {
            value = search.count(query, Integer.MAX_VALUE, viewer);
        } else {
            Double found = search.aggregate(query, function, property, viewer);
            if (found == null) {
                return Json.mapper().nullNode();
            }
            value = found;
        }
        String averageOf = Json.text(spec, "averageOf");
        if (averageOf != null && !averageOf.equals("total") && function.equals("average")) {
            Double total = property == null ? Double.valueOf(value) : search.aggregate(query, "sum", property, viewer);
            value = (total == null ? 0 : total) / periods(query, averageOf, Json.text(spec, "measureTimeBy"), viewer);
        }
        return Json.object().numberNode(value);
    }

    private static String required(@Nullable String property) {
        if (property == null) {
            throw new PortalException.Invalid("/property", "must be the identifier of a property");
        }
        return property;
    }

    /// How many hours, days … lie between the first of the entities and now, a begun one counted whole.
    private double periods(EntityQuery query, String averageOf, @Nullable String measuredBy, Actor viewer) {
        String by = measuredBy == null ? "$createdAt" : measuredBy;
        Instant first = search.search(query.sort(List.of(Sort.by(by))).limit(1), viewer).items().stream()
                .map(entity -> by.equals("$createdAt")
                        ? entity.createdAt()
                        : Comparison.moment(Objects.requireNonNullElse(
                                entity.value(by), Json.mapper().nullNode())))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(clock.instant());
        Duration unit = switch (averageOf) {
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            case "week" -> Duration.ofDays(7);
            default -> Duration.ofDays(30);
        };
        long seconds = Math.max(1, Duration.between(first, clock.instant()).toSeconds());
        return Math.max(1, Math.ceilDiv(seconds, unit.toSeconds()));
    }

    /// The values of properties of one entity at the end of each interval: `minDate`, `maxDate`, `data`.
    @Transactional(readOnly = true)
    public ObjectNode propertiesHistory(
            String blueprint, String identifier, List<String> properties, TimeRange range, Interval interval) {
        blueprints.require(blueprint);
        ArrayNode data = Json.array();
        for (Instant[] each : intervals(range, interval)) {
            ObjectNode state = past.at(blueprint, identifier, each[1]).orElse(null);
            ObjectNode point = data.addObject().put("date", Json.time(each[0]));
            ObjectNode values = point.putObject("values");
            for (String property : properties) {
                JsonNode value = state == null ? null : state.path("properties").get(property);
                values.set(property, value);
            }
        }
        return result(range, data);
    }

    /// A number for each interval. With `countEntities`, how many entities have their moment in it (by value of
    /// `breakdownProperty`, when given); otherwise a function over number properties as they were at its end.
    @Transactional(readOnly = true)
    public ObjectNode overTime(EntityQuery query, ObjectNode spec, TimeRange range, Interval interval, Actor viewer) {
        boolean counts = "countEntities".equals(Json.text(spec, "aggregationType"))
                || !spec.path("properties").isArray();
        ArrayNode data = Json.array();
        for (Instant[] each : intervals(range, interval)) {
            ObjectNode point = data.addObject().put("date", Json.time(each[0]));
            point.set("values", counts ? counted(query, spec, each, viewer) : combined(query, spec, each[1], viewer));
        }
        return result(range, data);
    }

    private ObjectNode counted(EntityQuery query, ObjectNode spec, Instant[] interval, Actor viewer) {
        String measuredBy = Objects.requireNonNullElse(Json.text(spec, "measureTimeBy"), "$createdAt");
        SearchQuery within = query.where().and(Moments.within(measuredBy, interval[0], interval[1]));
        String breakdown = Json.text(spec, "breakdownProperty");
        ObjectNode values = Json.object();
        if (breakdown == null) {
            return values.put("count", search.count(query.where(within), Integer.MAX_VALUE, viewer));
        }
        search.groups(query.where(within), breakdown, 10, viewer)
                .forEach(group -> values.put(
                        group.other() ? "Other" : Objects.requireNonNullElse(group.key(), "none"), group.count()));
        return values;
    }

    /// A function over the values as of a moment.
    private ObjectNode combined(EntityQuery query, ObjectNode spec, Instant moment, Actor viewer) {
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        spec.path("properties").forEach(name -> numbers.put(name.asString(""), new ArrayList<>()));
        int offset = 0;
        List<ObjectNode> page;
        do {
            page = past.search(query.limit(EntityQuery.MOST).offset(offset), moment, viewer)
                    .items();
            page.forEach(entity -> numbers.forEach((name, values) -> {
                JsonNode value = entity.path("properties").path(name);
                if (value.isNumber()) {
                    values.add(value.doubleValue());
                }
            }));
            offset += EntityQuery.MOST;
        } while (page.size() == EntityQuery.MOST && offset < 20 * EntityQuery.MOST);
        String function = Objects.requireNonNullElse(Json.text(spec, "func"), "average");
        ObjectNode values = Json.object();
        numbers.forEach((name, all) -> values.set(name, combine(function, all)));
        return values;
    }

    private static @Nullable JsonNode combine(String function, List<Double> values) {
        if (values.isEmpty()) {
            return function.equals("count") ? Json.object().numberNode(0) : null;
        }
        List<Double> sorted = values.stream().sorted().toList();
        double sum = values.stream().mapToDouble(Double::doubleValue).sum();
        int middle = sorted.size() / 2;
        double result = switch (function) {
            case "sum" -> sum;
            case "min" -> sorted.getFirst();
            case "max" -> sorted.getLast();
            case "count" -> sorted.size();
            case "median" ->
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            default -> sum / sorted.size();
        };
        return Json.object().numberNode(result);
    }

    private static ObjectNode result(TimeRange range, ArrayNode data) {
        ObjectNode result =
                Json.object().put("minDate", Json.time(range.from())).put("maxDate", Json.time(range.to()));
        result.set("data", data);
        return result;
    }
}

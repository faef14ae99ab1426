package io.portolan.audit.ui;

import com.vaadin.flow.router.QueryParameters;
import io.portolan.changelog.ChangeFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the page shows, as it stands in the address: every part may be null.
///
/// @param change one change alone, by its id
/// @param from first day, included
/// @param to last day, included
record AuditQuery(
        @Nullable Long change,
        @Nullable String resource,
        @Nullable String operation,
        @Nullable String actor,
        @Nullable String blueprint,
        @Nullable String identifier,
        @Nullable String run,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final AuditQuery EVERYTHING = new AuditQuery(null, null, null, null, null, null, null, null, null);

    /// Parts that cannot be read are left out.
    static AuditQuery of(QueryParameters parameters) {
        return new AuditQuery(
                number(value(parameters, "change")),
                value(parameters, "resource"),
                value(parameters, "action"),
                value(parameters, "actor"),
                value(parameters, "blueprint"),
                value(parameters, "identifier"),
                value(parameters, "run"),
                day(value(parameters, "from")),
                day(value(parameters, "to")));
    }

    QueryParameters toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "change", change);
        put(parameters, "resource", resource);
        put(parameters, "action", operation);
        put(parameters, "actor", actor);
        put(parameters, "blueprint", blueprint);
        put(parameters, "identifier", identifier);
        put(parameters, "run", run);
        put(parameters, "from", from);
        put(parameters, "to", to);
        return QueryParameters.simple(parameters);
    }

    ChangeFilter filter(ZoneId zone) {
        Instant start = from == null ? null : from.atStartOfDay(zone).toInstant();
        Instant end = to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant();
        return ChangeFilter.any()
                .withResources(resource == null ? Set.of() : Set.of(resource))
                .withActions(operation == null ? Set.of() : Set.of(operation))
                .withActor(actor)
                .withBlueprint(blueprint)
                .withIdentifier(identifier)
                .withRun(run)
                .between(start, end);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }

    private static @Nullable String value(QueryParameters parameters, String name) {
        return parameters
                .getSingleParameter(name)
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}

package io.portolan.audit.rest;

import io.portolan.access.CurrentActor;
import io.portolan.audit.AuditJson;
import io.portolan.audit.AuditTrail;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/audit-log`: dialect sections 7.4 and 9. Newest first; `next` of the answer is the `cursor` of the following
/// page. Lists may be given as repeated parameters or separated by commas.
@RestController
class AuditLogController {

    private static final int USUAL_PAGE = 100;
    private static final int LONGEST_PAGE = 1000;

    private final AuditTrail trail;
    private final CurrentActor currentActor;

    AuditLogController(AuditTrail trail, CurrentActor currentActor) {
        this.trail = trail;
        this.currentActor = currentActor;
    }

    @GetMapping("/v1/audit-log")
    ObjectNode find(@RequestParam MultiValueMap<String, String> parameters) {
        Actor actor = currentActor.require();
        Set<String> includes = list(parameters, "includes");
        ArrayNode audits = Json.array();
        String identifier = parameters.getFirst("identifier");
        if (identifier != null) {
            trail.find(eventId(identifier), actor).ifPresent(change -> audits.add(AuditJson.of(change, includes)));
            return Json.ok("audits", audits);
        }
        Slice<Change> page = trail.find(filter(parameters), parameters.getFirst("cursor"), limit(parameters), actor);
        page.items().forEach(change -> audits.add(AuditJson.of(change, includes)));
        ObjectNode answer = Json.ok("audits", audits);
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return answer;
    }

    private static ChangeFilter filter(MultiValueMap<String, String> parameters) {
        ChangeFilter filter = ChangeFilter.any()
                .withBlueprint(parameters.getFirst("blueprint"))
                .withRun(parameters.getFirst("run_id"))
                .withOrigin(origin(parameters.getFirst("origin")))
                .withResources(list(parameters, "resources"))
                .withActions(actions(parameters))
                .between(moment(parameters, "from"), moment(parameters, "to"));
        String[][] things = {
            {"entity", "entity"}, {"action", "action"}, {"webhookId", "webhook"}, {"InstallationId", "integration"}
        };
        for (String[] thing : things) {
            String identifier = parameters.getFirst(thing[0]);
            if (identifier != null && !(thing[0].equals("action") && isOperation(identifier))) {
                filter = filter.withIdentifier(identifier).withResources(Set.of(thing[1]));
            }
        }
        return filter;
    }

    /// `actionType`, or `action` where it names an operation rather than a self-service action; `status` narrows both.
    private static Set<String> actions(MultiValueMap<String, String> parameters) {
        Set<String> wanted = list(parameters, "actionType").stream()
                .map(text -> text.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String action = parameters.getFirst("action");
        if (action != null && isOperation(action)) {
            wanted.add(action.toUpperCase(Locale.ROOT));
        }
        String status = parameters.getFirst("status");
        if (status == null) {
            return wanted;
        }
        boolean failure = status.equalsIgnoreCase("FAILURE");
        if (!failure && !status.equalsIgnoreCase("SUCCESS")) {
            throw new PortalException.Invalid("/status", "must be SUCCESS or FAILURE");
        }
        return Arrays.stream(ChangeKind.values())
                .filter(kind -> kind.isRefusal() == failure)
                .map(ChangeKind::action)
                .filter(name -> wanted.isEmpty() || wanted.contains(name))
                .collect(Collectors.toSet());
    }

    private static boolean isOperation(String text) {
        return Arrays.stream(ChangeKind.values()).anyMatch(kind -> kind.action().equalsIgnoreCase(text));
    }

    private static Set<String> list(MultiValueMap<String, String> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toSet());
    }

    private static @Nullable Origin origin(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(Origin.values())
                .filter(origin -> origin.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new PortalException.Invalid("/origin", "must be one of " + Arrays.toString(Origin.values())));
    }

    private static @Nullable Instant moment(MultiValueMap<String, String> parameters, String name) {
        String text = parameters.getFirst(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new PortalException.Invalid("/" + name, "must be a date-time such as 2026-01-31T10:00:00Z");
        }
    }

    private static int limit(MultiValueMap<String, String> parameters) {
        String text = parameters.getFirst("limit");
        if (text == null) {
            return USUAL_PAGE;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LONGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered below, as a number out of bounds is.
        }
        throw new PortalException.Invalid("/limit", "must be a whole number from 1 to " + LONGEST_PAGE);
    }

    private static long eventId(String identifier) {
        try {
            return Long.parseLong(identifier.replaceFirst("^event_", ""));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}

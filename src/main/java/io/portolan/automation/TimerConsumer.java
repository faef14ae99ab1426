package io.portolan.automation;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.catalog.EntityChanges;
import io.portolan.catalog.EntityReader;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the timers in step with entities and blueprints. It looks at the present state rather than at the change's,
/// so that a late or repeated delivery does no harm.
@Component
class TimerConsumer implements ChangeConsumer, EntityReader {

    private final TimerService timers;
    private final BlueprintService blueprints;

    TimerConsumer(TimerService timers, BlueprintService blueprints) {
        this.timers = timers;
        this.blueprints = blueprints;
    }

    @Override
    public String consumer() {
        return name();
    }

    @Override
    public Set<String> blueprints(List<Blueprint> model) {
        return model.stream()
                .filter(blueprint -> blueprint.properties().values().stream()
                        .anyMatch(property -> property.hasFormat(PropertyFormat.TIMER)))
                .map(Blueprint::identifier)
                .collect(Collectors.toSet());
    }

    @Override
    public String name() {
        return "timer";
    }

    @Override
    public boolean wants(Change change) {
        return switch (change.kind()) {
            case ENTITY_CREATED, ENTITY_UPDATED, ENTITY_DELETED ->
                EntityChanges.concerns(change, name()) && mayTouchTimer(change);
            case BLUEPRINT_UPDATED, BLUEPRINT_DELETED ->
                !timers(change.before()).equals(timers(change.after()));
            default -> false;
        };
    }

    @Override
    public void handle(Change change) {
        if (change.kind() == ChangeKind.BLUEPRINT_UPDATED || change.kind() == ChangeKind.BLUEPRINT_DELETED) {
            timers.syncAll(change.identifier());
            return;
        }
        String blueprint = String.valueOf(change.blueprint());
        timers.sync(blueprint, change.identifier());
        String former = change.before() == null ? null : Json.text(change.before(), "identifier");
        if (former != null && !former.equals(change.identifier())) {
            timers.sync(blueprint, former);
        }
    }

    /// Only texts that begin like a date can be timers; whether the property is one is looked up later.
    private static boolean mayTouchTimer(Change change) {
        ObjectNode before = change.before();
        ObjectNode after = change.after();
        if (before != null && after != null && dates(before).equals(dates(after))) {
            return !String.valueOf(Json.text(before, "identifier")).equals(Json.text(after, "identifier"));
        }
        return !dates(before).isEmpty() || !dates(after).isEmpty();
    }

    private static ObjectNode dates(@Nullable ObjectNode entity) {
        ObjectNode dates = Json.object();
        if (entity != null) {
            entity.path("properties").properties().forEach(property -> {
                JsonNode value = property.getValue();
                if (value.isString() && value.stringValue().matches("\\d{4}-\\d\\d-\\d\\d[Tt ].*")) {
                    dates.set(property.getKey(), value);
                }
            });
        }
        return dates;
    }

    /// The timer properties in a blueprint's wire form.
    private static java.util.Set<String> timers(@Nullable ObjectNode blueprint) {
        java.util.Set<String> names = new java.util.HashSet<>();
        if (blueprint != null) {
            blueprint.path("schema").path("properties").properties().forEach(property -> {
                if ("timer".equals(Json.text(property.getValue(), "format"))) {
                    names.add(property.getKey());
                }
            });
        }
        return names;
    }
}

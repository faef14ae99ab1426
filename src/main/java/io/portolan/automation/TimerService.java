package io.portolan.automation;

import io.portolan.automation.TimerRows.Timer;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityService;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Timer properties: what is due when, and the announcement of what has run out.
@Service
public class TimerService {

    private static final int BATCH = 100;

    private final TimerRows timers;
    private final BlueprintService blueprints;
    private final EntityService entities;
    private final ChangeLog changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TimerService(
            TimerRows timers,
            BlueprintService blueprints,
            EntityService entities,
            ChangeLog changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.timers = timers;
        this.blueprints = blueprints;
        this.entities = entities;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Appends one `TIMER_EXPIRED` change for each timer value that has run out by the portal's clock and was not
    /// announced before, a hundred per transaction. Returns how many. Any number of nodes may sweep at once.
    public int sweep() {
        int announced = 0;
        while (true) {
            List<Boolean> batch = transaction.execute(status -> sweepOnce());
            if (batch == null || batch.isEmpty()) {
                return announced;
            }
            announced += (int) batch.stream().filter(Boolean::booleanValue).count();
        }
    }

    /// One answer per timer that was looked at: whether it was announced.
    private List<Boolean> sweepOnce() {
        Instant now = clock.instant();
        List<Boolean> answers = new ArrayList<>();
        List<NewChange> expired = new ArrayList<>();
        for (Timer timer : timers.lockExpired(now, BATCH)) {
            Optional<Entity> entity = entities.find(timer.blueprint(), timer.entity());
            if (entity.isPresent() && timer.value().equals(value(entity.get(), timer.property()))) {
                expired.add(change(timer, entity.get()));
                timers.fired(timer, now);
                answers.add(true);
            } else {
                // The entity was changed a moment ago and the row lags behind: put it right instead.
                timers.retain(
                        timer.blueprint(), timer.entity(), entity.map(this::set).orElse(List.of()));
                answers.add(false);
            }
        }
        changes.append(expired, Actor.system());
        return answers;
    }

    /// Makes the timers of one entity what its properties say now.
    @Transactional
    public void sync(String blueprint, String identifier) {
        Optional<Entity> entity = blueprints.find(blueprint).flatMap(known -> entities.find(blueprint, identifier));
        if (entity.isEmpty()) {
            timers.retain(blueprint, identifier, List.of());
            return;
        }
        timers.retain(blueprint, identifier, set(entity.get()));
    }

    /// Makes the timers of every entity of a blueprint what the blueprint and the properties say now.
    public void syncAll(String blueprint) {
        Optional<Blueprint> known = blueprints.find(blueprint);
        if (known.isEmpty() || timerProperties(known.get()).isEmpty()) {
            transaction.executeWithoutResult(status -> timers.deleteBlueprint(blueprint));
            return;
        }
        long last = 0;
        while (true) {
            List<Entity> page = entities.walk(blueprint, last, 500);
            if (page.isEmpty()) {
                return;
            }
            transaction.executeWithoutResult(status ->
                    page.forEach(entity -> timers.retain(entity.blueprint(), entity.identifier(), set(entity))));
            last = page.getLast().id();
        }
    }

    /// Sets the entity's timers and answers which properties have one.
    private List<String> set(Entity entity) {
        List<String> set = new ArrayList<>();
        for (String property : timerProperties(blueprints.require(entity.blueprint()))) {
            String value = value(entity, property);
            Instant due = value == null ? null : moment(value);
            if (value != null && due != null) {
                timers.set(new Timer(entity.blueprint(), entity.identifier(), property, value, due));
                set.add(property);
            }
        }
        return set;
    }

    private static NewChange change(Timer timer, Entity entity) {
        return new NewChange(
                ChangeKind.TIMER_EXPIRED,
                timer.blueprint(),
                timer.entity(),
                null,
                null,
                entity.toJson(),
                Json.object().put("propertyIdentifier", timer.property()).put("value", timer.value()));
    }

    static List<String> timerProperties(Blueprint blueprint) {
        return blueprint.properties().values().stream()
                .filter(property -> property.hasFormat(PropertyFormat.TIMER))
                .map(PropertyDefinition::identifier)
                .toList();
    }

    private static @Nullable String value(Entity entity, String property) {
        JsonNode value = entity.value(property);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}

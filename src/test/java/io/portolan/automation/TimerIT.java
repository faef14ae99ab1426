package io.portolan.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class TimerIT {

    @Autowired
    private Api api;

    @Autowired
    private TimerService timers;

    @Autowired
    private ChangeDispatcher dispatcher;

    @Autowired
    private ChangeHistory history;

    @Autowired
    private SettableClock clock;

    private String blueprint = "";

    @BeforeEach
    void model() {
        blueprint = Names.unique("timed");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Timed","schema":{"properties":{
                  "ttl":{"type":"string","format":"timer"},
                  "note":{"type":"string"},
                  "since":{"type":"string","format":"date-time"}}}}
                """.formatted(blueprint)).expect(201);
    }

    @Test
    void anExpiredTimerIsAnnouncedOnce() {
        write("dev-1", Duration.ofHours(2));
        timers.sweep();
        assertThat(expiries("dev-1")).as("not yet").isEmpty();

        clock.advance(Duration.ofHours(3));
        timers.sweep();
        timers.sweep();

        assertThat(expiries("dev-1")).singleElement().satisfies(change -> {
            assertThat(change.context().path("propertyIdentifier").asString()).isEqualTo("ttl");
            assertThat(change.after()).isNotNull();
            assertThat(change.before()).isNull();
        });
    }

    @Test
    void aWriteThatLeavesTheTimerAloneDoesNotAnnounceItAgain() {
        write("dev-1", Duration.ofHours(1));
        clock.advance(Duration.ofHours(2));
        timers.sweep();
        api.patch("/v1/blueprints/" + blueprint + "/entities/dev-1", "{\"properties\":{\"note\":\"still here\"}}")
                .expect(200);
        dispatcher.drain();
        timers.sweep();

        assertThat(expiries("dev-1")).hasSize(1);
    }

    @Test
    void anExtendedTimerRunsOutAtItsNewTime() {
        write("dev-1", Duration.ofHours(1));
        write("dev-1", Duration.ofHours(5));
        clock.advance(Duration.ofHours(2));
        timers.sweep();
        assertThat(expiries("dev-1")).isEmpty();

        clock.advance(Duration.ofHours(4));
        timers.sweep();
        assertThat(expiries("dev-1")).hasSize(1);
    }

    @Test
    void anExtensionThatWasNotYetNoticedHoldsTheExpiryBack() {
        write("dev-1", Duration.ofHours(1));
        clock.advance(Duration.ofHours(2));
        put("dev-1", Duration.ofHours(1));

        timers.sweep();
        assertThat(expiries("dev-1")).isEmpty();

        clock.advance(Duration.ofHours(2));
        timers.sweep();
        assertThat(expiries("dev-1")).hasSize(1);
    }

    @Test
    void aDeletedEntityHasNoTimer() {
        write("dev-1", Duration.ofHours(1));
        api.delete("/v1/blueprints/" + blueprint + "/entities/dev-1").expect(200);
        clock.advance(Duration.ofHours(2));
        timers.sweep();

        assertThat(expiries("dev-1")).isEmpty();
    }

    @Test
    void aPropertyThatBecomesATimerCountsForEntitiesThatAreThere() {
        api.post("/v1/blueprints/" + blueprint + "/entities?upsert=true", """
                {"identifier":"dev-1","properties":{"since":"%s"}}
                """.formatted(
                                clock.instant().plus(1, ChronoUnit.HOURS)))
                .expect(201);
        api.put("/v1/blueprints/" + blueprint, """
                {"identifier":"%s","title":"Timed","schema":{"properties":{
                  "ttl":{"type":"string","format":"timer"},
                  "note":{"type":"string"},
                  "since":{"type":"string","format":"timer"}}}}
                """.formatted(blueprint)).expect(200);
        dispatcher.drain();
        clock.advance(Duration.ofHours(2));
        timers.sweep();

        assertThat(expiries("dev-1")).hasSize(1);
    }

    @Test
    void concurrentSweepsAnnounceOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            put("dev-" + i, Duration.ofHours(1));
        }
        dispatcher.drain();
        clock.advance(Duration.ofHours(2));

        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var sweep : threads.invokeAll(List.of(timers::sweep, timers::sweep, timers::sweep))) {
                sweep.get();
            }
        }
        timers.sweep();

        assertThat(history.find(
                                ChangeFilter.any().withBlueprint(blueprint).withActions(Set.of("TIMER_EXPIRED")),
                                null,
                                100)
                        .items())
                .extracting(Change::identifier)
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    private void write(String identifier, Duration ttl) {
        put(identifier, ttl);
        dispatcher.drain();
    }

    private void put(String identifier, Duration ttl) {
        api.post("/v1/blueprints/" + blueprint + "/entities?upsert=true&merge=true", """
                {"identifier":"%s","properties":{"ttl":"%s"}}
                """.formatted(
                        identifier, clock.instant().plus(ttl)));
    }

    private List<Change> expiries(String identifier) {
        return history.find(ChangeFilter.entity(blueprint, identifier).withActions(Set.of("TIMER_EXPIRED")), null, 10)
                .items();
    }
}

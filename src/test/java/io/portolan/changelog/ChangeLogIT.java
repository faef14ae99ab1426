package io.portolan.changelog;

import static io.portolan.changelog.ChangeLogFixture.ADA;
import static io.portolan.changelog.ChangeLogFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.changelog.ChangeLogFixture.Node;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeLogIT {

    private static ChangeLogFixture fixture;

    private final RecordingConsumer consumer = new RecordingConsumer("recorder");

    @BeforeAll
    static void start() throws IOException {
        fixture = new ChangeLogFixture();
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
    }

    @BeforeEach
    void empty() {
        fixture.jdbc.sql("TRUNCATE change, delivery").update();
        fixture.committed.clear();
    }

    @Test
    void aChangeIsReadAsItWasAppended() {
        Node node = fixture.node();
        Change appended = node.append(update("a", 1)
                        .inRun("r_1")
                        .withContext(Json.object().put("why", "\"quotes\" and \\ and ünïcode ☃")))
                .getFirst();

        assertThat(node.history().find(appended.id())).contains(appended);
        assertThat(fixture.committed)
                .singleElement()
                .satisfies(event -> assertThat(event.changes()).containsExactly(appended));
    }

    @Test
    void aRollbackLeavesNothing() {
        Node node = fixture.node(consumer);
        node.transaction().executeWithoutResult(status -> {
            node.log().append(update("a", 1), ADA);
            status.setRollbackOnly();
        });

        assertThat(fixture.count("change")).isZero();
        assertThat(fixture.count("delivery")).isZero();
        assertThat(fixture.committed).isEmpty();
    }

    @Test
    void nothingAppendedLeavesNothing() {
        Node node = fixture.node(consumer);
        assertThat(node.append()).isEmpty();

        assertThat(fixture.count("delivery")).isZero();
        assertThat(fixture.committed).isEmpty();
    }

    @Test
    void theCauseComesFromTheActor() {
        Node node = fixture.node();
        Change first = node.append(update("a", 1)).getFirst();
        Change second = node.append(Actor.automation("tidy", new Actor.Cause(first.id(), 1)), update("b", 1))
                .getFirst();
        Change third = node.append(Actor.automation("tidy", new Actor.Cause(second.id(), 2)), update("c", 1))
                .getFirst();

        assertThat(first.depth()).isZero();
        assertThat(second.causeId()).isEqualTo(first.id());
        assertThat(third.depth()).isEqualTo(2);
        assertThat(node.history().causes(third)).containsExactly(second, first);
        assertThat(node.history().consequences(first.id(), 10)).containsExactly(second);
    }

    @Test
    void whatIsDoneForARunIsAConsequenceOfItsCreation() {
        Node node = fixture.node();
        Change expiry = node.append(update("env", 1)).getFirst();
        Change run = node.append(
                        Actor.automation("teardown", new Actor.Cause(expiry.id(), 3)),
                        NewChange.created(ChangeKind.RUN_CREATED, null, "r_9", Json.object()))
                .getFirst();
        Change report = node.append(
                        NewChange.updated(ChangeKind.RUN_UPDATED, null, "r_9", Json.object(), Json.object()))
                .getFirst();
        Change entity = node.append(update("env", 2).inRun("r_9")).getFirst();

        assertThat(run.runId()).isEqualTo("r_9");
        assertThat(report.causeId()).isEqualTo(run.id());
        assertThat(entity.causeId()).isEqualTo(run.id());
        assertThat(entity.depth()).isEqualTo(3);
        assertThat(node.history().causes(entity)).containsExactly(run, expiry);
    }

    @Test
    void theCharacterThatTheDatabaseCannotKeepIsRefusedWithItsPlace() {
        Node node = fixture.node();
        NewChange bad = NewChange.created(
                ChangeKind.ENTITY_CREATED,
                "service",
                "a",
                Json.parseObject("{\"properties\":{\"x\":[\"ok\",\"no\\u0000\"]}}"));

        assertThatThrownBy(() -> node.append(bad))
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessageContaining("/properties/x/1");
        Change escaped = node.append(
                        update("a", 1).withContext(Json.object().put("text", "a backslash and u0000: \\u0000")))
                .getFirst();
        assertThat(node.history().find(escaped.id())).contains(escaped);
    }

    @Test
    void theFilterFindsAndPages() {
        Node node = fixture.node();
        for (int i = 1; i <= 5; i++) {
            node.append(update("a", i));
            fixture.clock.advance(Duration.ofMinutes(1));
        }
        node.append(Actor.machine("ci-client", Set.of()), update("b", 1));
        node.append(NewChange.created(ChangeKind.BLUEPRINT_CREATED, null, "service", Json.object()));

        ChangeFilter ofA = ChangeFilter.entity("service", "a");
        Slice<Change> first = node.history().find(ofA, null, 2);
        Slice<Change> second = node.history().find(ofA, first.next(), 2);
        Slice<Change> third = node.history().find(ofA, second.next(), 2);
        assertThat(first.items()).extracting(ChangeLogFixture::number).containsExactly(5, 4);
        assertThat(second.items()).extracting(ChangeLogFixture::number).containsExactly(3, 2);
        assertThat(third.items()).extracting(ChangeLogFixture::number).containsExactly(1);
        assertThat(third.next()).isNull();

        assertThat(count(node, ChangeFilter.any().withActor("CI-"))).isEqualTo(1);
        assertThat(count(node, ChangeFilter.any().withResources(Set.of("blueprint"))))
                .isEqualTo(1);
        assertThat(count(node, ChangeFilter.any().withActions(Set.of("UPDATE"))))
                .isEqualTo(6);
        assertThat(count(node, ChangeFilter.any().withResources(Set.of("nothing"))))
                .isZero();
        Instant now = fixture.clock.instant();
        assertThat(count(node, ChangeFilter.any().between(now.minusSeconds(90), now)))
                .isEqualTo(1);
    }

    @Test
    void aMonthThatHadNoPartitionGetsOneWithItsRows() {
        fixture.clock.set(Instant.parse("2027-06-15T12:00:00Z"));
        Node node = fixture.node();
        Change appended = node.append(update("a", 1)).getFirst();
        assertThat(fixture.count("change_default")).isEqualTo(1);

        fixture.partitions(24).maintain();

        assertThat(fixture.partitions(24).partitions()).contains("change_y2027m06", "change_y2027m09");
        assertThat(fixture.count("change_default")).isZero();
        assertThat(fixture.count("change_y2027m06")).isEqualTo(1);
        assertThat(node.history().find(appended.id())).contains(appended);
    }

    @Test
    void whatIsOlderThanTheRetentionIsDropped() {
        fixture.clock.set(Instant.parse("2028-01-15T12:00:00Z"));
        fixture.partitions(24).maintain();
        fixture.clock.set(Instant.parse("2029-03-15T12:00:00Z"));
        fixture.partitions(12).maintain();

        List<String> kept = fixture.partitions(12).partitions();
        assertThat(kept).contains("change_y2028m03", "change_y2029m03").doesNotContain("change_y2028m01");
    }

    private static int count(Node node, ChangeFilter filter) {
        return node.history().find(filter, null, 100).items().size();
    }
}

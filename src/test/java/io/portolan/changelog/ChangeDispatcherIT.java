package io.portolan.changelog;

import static io.portolan.changelog.ChangeLogFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.changelog.ChangeLogFixture.Node;
import io.portolan.kernel.PortalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeDispatcherIT {

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
    void changesOfOneThingArriveInOrder() {
        Node node = fixture.node(consumer);
        for (int i = 1; i <= 5; i++) {
            node.append(update("a", i), update("b", i));
        }

        assertThat(node.dispatcher().drain()).isEqualTo(10);

        assertThat(consumer.seen()).containsSubsequence("a1", "a2", "a3", "a4", "a5");
        assertThat(consumer.seen()).containsSubsequence("b1", "b2", "b3", "b4", "b5");
        assertThat(fixture.count("delivery")).isZero();
    }

    @Test
    void aFailedChangeHoldsUpItsOwnKeyOnly() {
        Node node = fixture.node(consumer);
        node.append(update("a", 1), update("a", 2), update("b", 1));
        consumer.failing = change -> change.identifier().equals("a");

        node.dispatcher().drain();
        assertThat(consumer.seen()).containsExactly("b1");

        consumer.failing = change -> false;
        assertThat(node.dispatcher().drain()).as("not before it is due again").isZero();
        fixture.clock.advance(Duration.ofSeconds(2));
        node.dispatcher().drain();
        assertThat(consumer.seen()).containsExactly("b1", "a1", "a2");
    }

    @Test
    void whatFailsTooOftenIsPutAsideAndLetsTheNextGo() {
        Node node = fixture.node(consumer);
        node.append(update("a", 1), update("a", 2));
        consumer.failing = change -> ChangeLogFixture.number(change) == 1;

        for (int i = 0; i < Retry.MAX_ATTEMPTS; i++) {
            node.dispatcher().drain();
            fixture.clock.advance(Duration.ofMinutes(10));
        }
        node.dispatcher().drain();

        assertThat(consumer.seen()).containsExactly("a2");
        List<DeadDelivery> dead = node.dispatcher().deadLetters(null, 10);
        assertThat(dead).singleElement().satisfies(delivery -> {
            assertThat(delivery.consumer()).isEqualTo("recorder");
            assertThat(delivery.attempts()).isEqualTo(Retry.MAX_ATTEMPTS);
            assertThat(delivery.lastError()).isEqualTo("IllegalStateException: the test says no");
        });

        consumer.failing = change -> false;
        node.dispatcher().replay(dead.getFirst().id());
        node.dispatcher().drain();
        assertThat(consumer.seen()).containsExactly("a2", "a1");
        assertThat(node.dispatcher().deadLetters(null, 10)).isEmpty();
        assertThatThrownBy(() -> node.dispatcher().replay(dead.getFirst().id()))
                .isInstanceOf(PortalException.NotFound.class);
    }

    @Test
    void aKilledNodesDeliveryIsTakenOverWhenItsLeaseHasRunOut() {
        Node node = fixture.node(consumer);
        node.append(update("a", 1));
        fixture.jdbc
                .sql("UPDATE delivery SET attempts = 1, locked_until = clock_timestamp() + interval '15 seconds'")
                .update();

        node.dispatcher().drain();
        assertThat(consumer.seen()).as("the lease still holds").isEmpty();

        fixture.expireLeases();
        node.dispatcher().drain();
        assertThat(consumer.seen()).containsExactly("a1");
        assertThat(fixture.count("delivery")).isZero();
    }

    @Test
    void concurrentDispatchersDeliverOnceAndInOrder() throws Exception {
        Node first = fixture.node(consumer);
        Node second = fixture.node(consumer);
        for (int i = 1; i <= 20; i++) {
            first.append(update("a", i), update("b", i), update("c", i), update("d", i));
        }

        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> first.dispatcher().drain());
            var two = threads.submit(() -> second.dispatcher().drain());
            one.get(60, TimeUnit.SECONDS);
            two.get(60, TimeUnit.SECONDS);
        }
        // One may stop while the other still holds the last of a key; what is left is due to whoever looks next.
        first.dispatcher().drain();

        assertThat(consumer.seen).hasSize(80);
        Map<String, List<Integer>> byThing = consumer.seen.stream()
                .collect(Collectors.groupingBy(
                        Change::identifier, Collectors.mapping(ChangeLogFixture::number, Collectors.toList())));
        assertThat(byThing.values())
                .allSatisfy(numbers -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
    }

    @Test
    void theBackgroundWorkerReactsToACommit() throws Exception {
        CountDownLatch reacted = new CountDownLatch(3);
        consumer.failing = change -> {
            reacted.countDown();
            return false;
        };
        Node node = fixture.node(true, consumer);
        node.dispatcher().start();
        try {
            node.append(update("a", 1), update("a", 2), update("b", 1));
            assertThat(reacted.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            node.dispatcher().stop();
        }
        assertThat(consumer.seen()).containsExactlyInAnyOrder("a1", "a2", "b1");
        assertThat(fixture.count("delivery")).isZero();
    }

    @Test
    void whatAnErrorCutOffIsTakenUpAgainWhenItsLeaseHasRunOut() throws Exception {
        CountDownLatch tries = new CountDownLatch(2);
        CountDownLatch delivered = new CountDownLatch(1);
        consumer.failing = change -> {
            tries.countDown();
            if (tries.getCount() > 0) {
                throw new AssertionError("the test says no");
            }
            delivered.countDown();
            return false;
        };
        Node node = fixture.node(true, consumer);
        node.dispatcher().start();
        try {
            node.append(update("a", 1));
            for (int i = 0; i < 20 && !delivered.await(1, TimeUnit.SECONDS); i++) {
                fixture.expireLeases();
            }
        } finally {
            node.dispatcher().stop();
        }
        assertThat(consumer.seen()).contains("a1");
    }

    @Test
    void lanesTakeTurnsAndNoneTakesAllWorkers() {
        consumer.lanes = change -> change.identifier().substring(0, 1);
        Node node = fixture.node(consumer);
        for (int i = 0; i < 10; i++) {
            node.append(update("a" + i, 1));
        }
        node.append(update("b0", 1), update("b1", 1));

        assertThat(claim(4, 3)).containsExactlyInAnyOrder("service/a0", "service/a1", "service/b0", "service/b1");
        assertThat(claim(4, 3)).as("no lane has more than three in work").containsExactly("service/a2");
        assertThat(claim(4, 3)).isEmpty();
    }

    private static List<String> claim(int limit, int perLane) {
        return fixture.deliveries().claim(fixture.clock.instant(), Duration.ofSeconds(15), limit, perLane).stream()
                .map(DeliveryRows.Delivery::key)
                .toList();
    }

    @Test
    void onlyWantedChangesAreDelivered() {
        consumer.wanted = change -> change.identifier().equals("b");
        Node node = fixture.node(consumer);
        node.append(update("a", 1), update("b", 1));

        assertThat(fixture.count("delivery")).isEqualTo(1);
        node.dispatcher().drain();
        assertThat(consumer.seen()).containsExactly("b1");
    }
}

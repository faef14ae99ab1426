package io.portolan.changelog;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The room on a database of its own, with consumers that the test chooses; several nodes may stand on one database.
final class ChangeLogFixture implements AutoCloseable {

    static final Actor ADA =
            Actor.user("ada@example.com", "Ada", java.util.Set.of(), List.of(), io.portolan.kernel.Origin.UI);

    private final EmbeddedPostgres postgres;
    final JdbcClient jdbc;
    final JdbcTransactionManager transactions;
    final TestClock clock = new TestClock();
    final List<ChangesCommitted> committed = new ArrayList<>();
    private final DataSource dataSource;

    ChangeLogFixture() throws IOException {
        postgres = EmbeddedPostgres.start();
        dataSource = postgres.getPostgresDatabase();
        jdbc = JdbcClient.create(dataSource);
        transactions = new JdbcTransactionManager(dataSource);
        for (String file : List.of("001-change.sql", "003-lanes.sql")) {
            try (InputStream schema = ChangeLog.class.getResourceAsStream("/db/changelog/changelog/" + file)) {
                jdbc.sql(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
                        .update();
            }
        }
    }

    Node node(ChangeConsumer... consumers) {
        return node(false, consumers);
    }

    Node node(boolean background, ChangeConsumer... consumers) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (ChangeConsumer consumer : consumers) {
            beans.addBean(consumer.name(), consumer);
        }
        JdbcTemplate template = new JdbcTemplate(dataSource);
        ChangeRows changes = new ChangeRows(jdbc, template);
        DeliveryRows deliveries = deliveries();
        Consumers registry = new Consumers(beans.getBeanProvider(ChangeConsumer.class));
        ChangeDispatcher dispatcher =
                new ChangeDispatcher(deliveries, changes, registry, clock, background, 4, 4, Duration.ofSeconds(15));
        ChangeLog log = new ChangeLog(
                changes, deliveries, registry, dispatcher, event -> committed.add((ChangesCommitted) event), clock);
        return new Node(log, dispatcher, new ChangeHistory(changes), new TransactionTemplate(transactions));
    }

    DeliveryRows deliveries() {
        return new DeliveryRows(jdbc, new JdbcTemplate(dataSource));
    }

    ChangePartitions partitions(int retentionMonths) {
        return new ChangePartitions(jdbc, transactions, clock, retentionMonths);
    }

    long count(String sql) {
        return jdbc.sql("SELECT count(*) FROM " + sql).query(Long.class).single();
    }

    /// As if a node that held every open delivery had been killed and its leases had run out.
    void expireLeases() {
        jdbc.sql(
                        "UPDATE delivery SET locked_until = clock_timestamp() - interval '1 second' WHERE locked_until IS NOT NULL")
                .update();
    }

    static NewChange update(String identifier, int number) {
        return NewChange.updated(
                ChangeKind.ENTITY_UPDATED,
                "service",
                identifier,
                Json.object().put("n", number - 1),
                Json.object().put("n", number));
    }

    static int number(Change change) {
        return change.after() == null ? -1 : change.after().get("n").intValue();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    record Node(ChangeLog log, ChangeDispatcher dispatcher, ChangeHistory history, TransactionTemplate transaction) {

        List<Change> append(NewChange... changes) {
            return append(ADA, changes);
        }

        List<Change> append(Actor actor, NewChange... changes) {
            return transaction.execute(status -> log.append(List.of(changes), actor));
        }
    }

    /// A clock that a test sets forward.
    static final class TestClock extends Clock {

        private Instant now = Instant.parse("2026-11-20T10:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        void set(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

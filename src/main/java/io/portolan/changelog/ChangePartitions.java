package io.portolan.changelog;

import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the monthly partitions of `change`: this month and the next three exist ahead of time, those older than the
/// retention (`portolan.changelog.retention-months`, default 24; 0 keeps everything) are dropped.
///
/// Changes at moments without a partition land in the default one and move over when their month's partition is made.
@Service
class ChangePartitions {

    private static final Logger LOG = LoggerFactory.getLogger(ChangePartitions.class);
    private static final int MONTHS_AHEAD = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int retentionMonths;

    ChangePartitions(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${portolan.changelog.retention-months:24}") int retentionMonths) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.retentionMonths = retentionMonths;
    }

    /// At start-up, before the first change. A failure is no reason not to start: there is the default partition.
    @PostConstruct
    void prepare() {
        try {
            maintain();
        } catch (DataAccessException e) {
            LOG.warn("Cannot prepare partitions of the change log; tried again by the nightly job: {}", e.toString());
        }
    }

    void maintain() {
        YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            YearMonth month = now.plusMonths(ahead);
            transaction.executeWithoutResult(status -> create(month));
        }
        if (retentionMonths > 0) {
            String oldestKept = name(now.minusMonths(retentionMonths));
            for (String partition : partitions()) {
                // The names sort as the months do.
                if (partition.compareTo(oldestKept) < 0) {
                    transaction.executeWithoutResult(status -> drop(partition));
                }
            }
        }
    }

    /// Names of the monthly partitions, oldest first.
    List<String> partitions() {
        return jdbc.sql("""
                SELECT child.relname FROM pg_inherits
                JOIN pg_class child ON child.oid = inhrelid
                WHERE inhparent = 'change'::regclass AND child.relname ~ '^change_y[0-9]{4}m[0-9]{2}$'
                ORDER BY child.relname
                """).query(String.class).list();
    }

    private void create(YearMonth month) {
        lock();
        String name = name(month);
        if (partitions().contains(name)) {
            return;
        }
        String from = "'" + month + "-01T00:00:00Z'";
        String to = "'" + month.plusMonths(1) + "-01T00:00:00Z'";
        run("LOCK TABLE change IN SHARE ROW EXCLUSIVE MODE");
        run("CREATE TABLE " + name + " (LIKE change INCLUDING DEFAULTS)");
        run("WITH moved AS (DELETE FROM change_default WHERE at >= " + from + " AND at < " + to + " RETURNING *) "
                + "INSERT INTO " + name + " SELECT * FROM moved");
        run("ALTER TABLE change ATTACH PARTITION " + name + " FOR VALUES FROM (" + from + ") TO (" + to + ")");
    }

    private void drop(String partition) {
        lock();
        if (partitions().contains(partition)) {
            run("DROP TABLE " + partition);
            LOG.info("Dropped the changes of {} after {} months", partition, retentionMonths);
        }
    }

    /// One node at a time, and never long in the way of writers.
    private void lock() {
        run("SET LOCAL lock_timeout = '5s'");
        jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(7281, 1)")
                .query(Integer.class)
                .single();
    }

    private void run(String statement) {
        jdbc.sql(statement).update();
    }

    private static String name(YearMonth month) {
        return String.format(Locale.ROOT, "change_y%04dm%02d", month.getYear(), month.getMonthValue());
    }
}

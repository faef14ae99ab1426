package io.portolan.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Connections for searches. They only read, and the server stops what takes too long. Each statement stands for
/// itself, so that there is no transaction around it, which would be two more round trips.
@Component
class SearchConnections implements DisposableBean {

    private static final int MOST = 10;

    private static final String PATIENT = "10s";

    /// With two such statements, and what comes before, first hits are there within 150 ms.
    private static final String BRIEF = "50ms";

    /// Scans of a whole table begin at its beginning, so that pages without an order follow each other.
    private static final String SETTINGS = "set default_transaction_read_only = on; set statement_timeout = '" + PATIENT
            + "'; set synchronize_seqscans = off";

    private final JdbcClient main;
    private final TransactionTemplate transaction;
    private final HikariDataSource pool;
    private final JdbcClient reading;

    SearchConnections(JdbcClient main, PlatformTransactionManager transactions, JdbcConnectionDetails details) {
        this.main = main;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        HikariConfig config = new HikariConfig();
        config.setPoolName("searches");
        config.setJdbcUrl(details.getJdbcUrl());
        config.setUsername(details.getUsername());
        config.setPassword(details.getPassword());
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setMaxLifetime(1_200_000);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(SETTINGS);
        this.pool = new HikariDataSource(config);
        this.reading = JdbcClient.create(pool);
    }

    /// Reads within the transaction that there is, whose own changes it sees, else with a connection for searches.
    ///
    /// @param words whether words are looked for: no plan is good for frequent and for rare ones
    <T> T read(boolean words, Function<JdbcClient, T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.apply(bounded(words, PATIENT));
        }
        return words ? transaction.execute(status -> work.apply(bounded(true, PATIENT))) : work.apply(reading);
    }

    /// Looks for words on behalf of somebody who has something to look at already, and gives up soon.
    void briefly(Consumer<JdbcClient> work) {
        // what fails within another transaction ends it
        String limit = TransactionSynchronizationManager.isActualTransactionActive() ? PATIENT : BRIEF;
        try {
            transaction.executeWithoutResult(status -> work.accept(bounded(true, limit)));
        } catch (QueryTimeoutException e) {
            if (limit.equals(PATIENT)) {
                throw e;
            }
        }
    }

    /// The connection of the present transaction, with its limits.
    private JdbcClient bounded(boolean words, String limit) {
        main.sql("select set_config('statement_timeout', ?, true), set_config('synchronize_seqscans', 'off', true)"
                        + (words ? ", set_config('plan_cache_mode', 'force_custom_plan', true)" : ""))
                .param(limit)
                .query((row, number) -> 1)
                .single();
        return main;
    }

    @Override
    public void destroy() {
        pool.close();
    }
}

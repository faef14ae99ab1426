package io.portolan.catalog;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs a write in a transaction, again when another writer was in the way (deadlock, an entity made or removed at the
/// same moment). Inside a transaction of the caller it runs once: only the caller could repeat it.
@Component
class WriteTransactions {

    private static final int ATTEMPTS = 5;

    private final TransactionTemplate template;

    WriteTransactions(PlatformTransactionManager manager) {
        this.template = new TransactionTemplate(manager);
    }

    <T> T run(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(template.execute(status -> work.get()));
            } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}

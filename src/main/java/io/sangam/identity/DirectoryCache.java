package io.sangam.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.TenantId;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The directory of each tenant, at most five seconds old: every row scope and every name on a screen asks it.
@Component
class DirectoryCache {

    private final UserRepository repository;
    private final TransactionTemplate reading;
    private final Cache<TenantId, Directory> directories = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    DirectoryCache(UserRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    Directory get(TenantId tenant) {
        return directories.get(tenant, key -> reading.execute(_ -> repository.directory(key)));
    }

    /// At once for the transaction that changes something, and once more when its end shows the change to all.
    void changed(TenantId tenant) {
        directories.invalidate(tenant);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    directories.invalidate(tenant);
                }
            });
        }
    }
}

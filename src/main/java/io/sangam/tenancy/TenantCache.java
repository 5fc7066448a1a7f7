package io.sangam.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.TenantId;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What the requests of a tenant ask for again and again, at most five seconds old: another process may change it.
public final class TenantCache<V> {

    private static final Duration AGE = Duration.ofSeconds(5);
    private static final int TENANTS = 1_000;

    private final Cache<TenantId, V> values =
            Caffeine.newBuilder().maximumSize(TENANTS).expireAfterWrite(AGE).build();
    private final TransactionTemplate reading;
    private final Function<TenantId, V> load;

    public TenantCache(PlatformTransactionManager transactions, Function<TenantId, V> load) {
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.load = load;
    }

    public V get(TenantId tenant) {
        return values.get(tenant, key -> reading.execute(_ -> load.apply(key)));
    }

    /// At once for the transaction that changes something, and once more when its end shows the change to all.
    public void changed(TenantId tenant) {
        values.invalidate(tenant);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    values.invalidate(tenant);
                }
            });
        }
    }
}

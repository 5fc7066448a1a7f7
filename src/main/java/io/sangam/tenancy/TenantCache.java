package io.sangam.tenancy;

import static java.util.Objects.requireNonNull;

import io.sangam.kernel.TenantId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What the requests of a tenant ask for again and again. A change shows at once in its own process, as soon as
/// PostgreSQL has passed the word ([#CHANNEL]) in the others, and after three seconds at most where the word is lost.
public final class TenantCache<V> {

    /// On which processes tell each other whose values have changed.
    public static final String CHANNEL = "sangam_changed";

    private static final int TENANTS = 1_000;
    private static final Set<TenantCache<?>> ALL =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final ReadThrough<TenantId, V> values;
    private final @Nullable DataSource pool;

    public TenantCache(PlatformTransactionManager transactions, Function<TenantId, V> load) {
        var reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.values = new ReadThrough<>(
                TENANTS, Function.identity(), key -> requireNonNull(reading.execute(_ -> load.apply(key))));
        this.pool = transactions instanceof JdbcTransactionManager jdbc ? jdbc.getDataSource() : null;
        ALL.add(this);
    }

    /// Another process has changed something of the tenant.
    public static void forget(TenantId tenant) {
        all().forEach(cache -> cache.values.forget(tenant));
    }

    /// What other processes changed is not known.
    public static void forgetAll() {
        all().forEach(cache -> cache.values.forgetAll());
    }

    private static List<TenantCache<?>> all() {
        synchronized (ALL) {
            return List.copyOf(ALL);
        }
    }

    public V get(TenantId tenant) {
        return values.get(tenant);
    }

    /// At once for the transaction that changes something, and once more when its end shows the change to all. The
    /// word to the other processes leaves with the commit.
    public void changed(TenantId tenant) {
        values.changed(tenant);
        if (pool != null && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    new JdbcTemplate(pool)
                            .query("select pg_notify(?, ?)", (RowCallbackHandler) _ -> {}, CHANNEL, tenant.toString());
                }
            });
        }
    }
}
